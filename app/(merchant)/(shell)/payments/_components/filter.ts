import { hrefOf, textOf } from "@/app/(merchant)/_components/query-text";
import { readTypedYen } from "@/server/kernel/typed-yen";
import { type ListPaymentsInput, listPaymentsInput } from "@/server/payments/schema";

/** The parts of the filter that people type, by their names in the address. */
const TYPED = ["last4", "amount", "around", "account", "bill"] as const;
export type TypedName = (typeof TYPED)[number];

/** What the list is narrowed to, as it stands in the address. */
export type Filter = {
  readonly input: ListPaymentsInput;
  /** As typed, so that nothing typed is lost when it is refused. */
  readonly typed: Readonly<Record<TypedName, string>>;
  /** Typed parts that cannot be right; the list goes without them. */
  readonly wrong: readonly TypedName[];
};

const fields = listPaymentsInput.shape;

type Query = Record<string, string | string[] | undefined>;

/** Reads the address. A part that cannot be right is left out; of typed parts it is told. */
export function readFilter(query: Query): Filter {
  const typed = { last4: "", amount: "", around: "", account: "", bill: "" };
  for (const name of TYPED) typed[name] = (textOf(query[name]) ?? "").trim();
  const plain = (name: TypedName) => {
    const text = typed[name].normalize("NFKC").replace(/\s/gu, "");
    return text === "" ? undefined : text;
  };
  const read = {
    last4: fields.last4.safeParse(plain("last4")),
    amount: fields.amountMinor.safeParse(typed.amount === "" ? undefined : readTypedYen(typed.amount)),
    around: fields.aroundAt.safeParse(plain("around")?.padStart(5, "0")),
    account: fields.account.safeParse(plain("account")),
    bill: fields.billNumber.safeParse(typed.bill === "" ? undefined : typed.bill),
  };
  const input = listPaymentsInput.parse({
    storeId: fields.storeId.safeParse(textOf(query.store)).data,
    state: fields.state.safeParse(textOf(query.state)).data,
    walletId: fields.walletId.safeParse(textOf(query.wallet)).data,
    dayOn: fields.dayOn.safeParse(textOf(query.day)).data,
    last4: read.last4.data,
    amountMinor: read.amount.data,
    aroundAt: read.around.data,
    account: read.account.data,
    billNumber: read.bill.data,
    olderThan: fields.olderThan.safeParse(textOf(query.older)).data,
    newerThan: fields.newerThan.safeParse(textOf(query.newer)).data,
  });
  return { input, typed, wrong: TYPED.filter((name) => !read[name].success) };
}

/** Whether the list shows less than everything; the store is the frame's choice, not a filter of the list. */
export function isNarrowed({ input, typed }: Filter): boolean {
  return (
    input.state !== undefined ||
    input.dayOn !== undefined ||
    typed.last4 !== "" ||
    isNarrowedMore({ input, typed })
  );
}

/** Whether one of the conditions is set that are folded away at first. */
export function isNarrowedMore({ input, typed }: Pick<Filter, "input" | "typed">): boolean {
  return input.walletId !== undefined || TYPED.some((name) => name !== "last4" && typed[name] !== "");
}

type Change = {
  readonly dayOn?: string;
  readonly olderThan?: string;
  readonly newerThan?: string;
};

/** The address of the same list with another day, or of the page before or after; a change begins at the first page. */
export function filterHref({ input, typed }: Filter, change: Change): string {
  return hrefOf("/payments", {
    ...typed,
    store: input.storeId,
    state: input.state,
    wallet: input.walletId,
    day: "dayOn" in change ? change.dayOn : input.dayOn,
    older: change.olderThan,
    newer: change.newerThan,
  });
}
