import type { Day } from "@/server/kernel/calendar";

export const REQUEST_KINDS = ["copy", "correction", "erasure"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Days within which a request is answered; the law says "without delay". */
export const ANSWER_DAYS = 14;

/** How long an accepted erasure waits, in milliseconds, so that the answer still reaches its reader. */
export const ERASURE_DELAY_MS = 86_400_000;

/** How long a copy can be taken after it was released, in days. */
export const COPY_DAYS = 30;

type DataGroup = "account" | "application" | "identification" | "books";

/** What an erasure does with one kind of data; `untilOn` is null while the end of the period is not known. */
export type ErasureLine = {
  readonly group: DataGroup;
  readonly outcome: "erase" | "keep";
  readonly because: "asked" | "contract" | "under_review" | "identification" | "books";
  readonly untilOn: Day | null;
};

/** What is known of a person at one tenant when they ask for erasure. */
export type ErasureFacts = {
  /** The state of the person's application, or null when there is none. */
  readonly application: string | null;
  /** The merchant that it became, and the days until which the law wants its papers kept once it has ended. */
  readonly merchant: null | {
    readonly identificationUntilOn: Day | null;
    readonly booksUntilOn: Day | null;
    readonly identificationOver: boolean;
  };
  /** Does the person still hold a role at a merchant that has not ended, or at the operator? */
  readonly holdsRole: boolean;
};

const WITH_THE_APPLICANT = ["draft", "returned", "rejected", "withdrawn", "expired"];

/**
 * What can be erased now and what must be kept, until when and why. Papers of identification are kept seven years
 * after the contract (Act on Prevention of Transfer of Criminal Proceeds, art. 6), books ten (Companies Act, art. 432).
 */
export function erasurePlan({ application, merchant, holdsRole }: ErasureFacts): ErasureLine[] {
  const inReview = application !== null && merchant === null && !WITH_THE_APPLICANT.includes(application);
  const erase = (group: DataGroup): ErasureLine => ({
    group,
    outcome: "erase",
    because: "asked",
    untilOn: null,
  });
  const keep = (
    group: DataGroup,
    because: ErasureLine["because"],
    untilOn: Day | null = null,
  ): ErasureLine => ({ group, outcome: "keep", because, untilOn });
  const account = holdsRole ? keep("account", "contract") : erase("account");
  if (inReview) return [keep("account", "under_review"), keep("application", "under_review")];
  if (merchant === null) return application === null ? [account] : [account, erase("application")];
  const { identificationUntilOn, booksUntilOn, identificationOver } = merchant;
  const because = identificationUntilOn === null ? "contract" : "identification";
  return [
    account,
    identificationOver ? erase("identification") : keep("identification", because, identificationUntilOn),
    keep("books", "books", booksUntilOn),
  ];
}

/** Whether an erasure would erase anything at all. */
export function erasesSomething(plan: readonly ErasureLine[]): boolean {
  return plan.some(({ outcome }) => outcome === "erase");
}
