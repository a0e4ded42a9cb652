import { addBankDays, type Day, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { framed } from "@/server/kernel/content";
import { FIELD_KEYS, type Fields } from "./fields/rules";

export const APPLICATION_STATES = [
  "draft",
  "submitted",
  "in_review",
  "returned",
  "recommended",
  "approved",
  "rejected",
  "withdrawn",
  "expired",
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toApplicationState(text: string): ApplicationState {
  const state = APPLICATION_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of an application: ${text}`);
  return state;
}

/** The only transition table of an application: what may be done, from where, to where, by whose side. */
export const TRANSITIONS = {
  submit: { from: ["draft", "returned"], to: "submitted", by: "applicant" },
  open: { from: ["submitted"], to: "in_review", by: "operator" },
  return: { from: ["in_review", "recommended"], to: "returned", by: "operator" },
  recommend: { from: ["in_review"], to: "recommended", by: "operator" },
  send_back: { from: ["recommended"], to: "in_review", by: "operator" },
  approve: { from: ["recommended"], to: "approved", by: "operator" },
  reject: { from: ["in_review", "recommended"], to: "rejected", by: "operator" },
  reopen: { from: ["rejected"], to: "in_review", by: "operator" },
  withdraw: {
    from: ["draft", "submitted", "in_review", "returned", "recommended"],
    to: "withdrawn",
    by: "applicant",
  },
  expire: { from: ["draft", "returned"], to: "expired", by: "system" },
  take_up: { from: ["withdrawn", "expired"], to: "draft", by: "applicant" },
} as const satisfies Record<string, Transition>;

type Transition = {
  readonly from: readonly ApplicationState[];
  readonly to: ApplicationState;
  readonly by: "applicant" | "operator" | "system";
};

export type ApplicationAction = keyof typeof TRANSITIONS;

/** May this be done to an application in this state? Screens and commands ask the same question. */
export function canTransition(state: string, action: ApplicationAction): boolean {
  const transition: Transition = TRANSITIONS[action];
  return transition.from.some((from) => from === state);
}

/** The state that an action leads to. */
export function stateAfter(action: ApplicationAction): ApplicationState {
  return TRANSITIONS[action].to;
}

/** States in which the applicant may change the content. */
export function isEditable(state: string): boolean {
  return canTransition(state, "submit");
}

const CLOSED: readonly string[] = ["approved", "rejected", "withdrawn", "expired"];

/**
 * States after which nobody has to do anything; the desk may take back a rejection, and the applicant take up what was
 * withdrawn or has expired.
 */
export function isClosed(state: string): boolean {
  return CLOSED.includes(state);
}

/** Who has the next move; nobody once it is closed. */
export function nextActor(state: string): "applicant" | "reviewer" | "approver" | "nobody" {
  if (isEditable(state)) return "applicant";
  if (state === "recommended") return "approver";
  return isClosed(state) ? "nobody" : "reviewer";
}

const REVIEW_BANK_DAYS = 2;
const END_OF_OFFICE_MS = 18 * 3_600_000;

/** When the review is promised: 18:00 in Japan on the second bank day after the submission. */
export function reviewDueMs(submittedMs: number, holidays: ReadonlySet<string>): number {
  const day: Day = addBankDays(jstDay(submittedMs), REVIEW_BANK_DAYS, holidays);
  return jstDayStartMs(day) + END_OF_OFFICE_MS;
}

/** What was agreed to, when and by whom; written by the server alone. */
export type Consents = Readonly<
  Record<string, { readonly version: string; readonly agreedAtMs: number; readonly personId: string }>
>;

/** What an application holds, as sealed. */
export type Content = { readonly fields: Fields; readonly consents: Consents };

/**
 * The text whose SHA-256 binds a recommendation and an approval to exactly what was reviewed: every field as typed,
 * the consents, the documents by their own hashes, and the number of the submission.
 */
export function contentText(
  content: Content,
  documents: readonly { readonly id: string; readonly kind: string; readonly sha256: string }[],
  submissions: number,
): string {
  const fields = FIELD_KEYS.flatMap((key) => (content.fields[key] ? [key, content.fields[key]] : []));
  const consents = Object.entries(content.consents)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, consent]) => [name, consent.version, `${consent.agreedAtMs}`, consent.personId]);
  const papers = [...documents]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, kind, sha256 }) => [id, kind, sha256]);
  return framed([`${submissions}`, framed(fields), framed(consents), framed(papers)]);
}

/** How often applications are begun: far above what a shop or a busy agency needs, far below what a script wants. */
export const APPLY_LIMITS = {
  startByPerson: { name: "apply-person", points: 10, seconds: 3_600 },
  startByAddress: { name: "apply-address", points: 60, seconds: 3_600 },
  linkByPerson: { name: "apply-link", points: 5, seconds: 3_600 },
} as const;
