import { hrefOf, textOf } from "@/app/(merchant)/_components/query-text";
import { type ListPaymentsInput, listPaymentsInput } from "@/server/payments/schema";

/** What the list is narrowed to, as it stands in the address. */
export type Filter = {
  readonly input: ListPaymentsInput;
  /** As typed, so that nothing typed is lost when it is refused. */
  readonly typedLast4: string;
  readonly isLast4Wrong: boolean;
};

const fields = listPaymentsInput.shape;

/** Reads the address. A part that cannot be right is left out, except digits that were typed: those are told. */
export function readFilter(query: Record<string, string | string[] | undefined>): Filter {
  const typedLast4 = textOf(query.last4) ?? "";
  const digits = typedLast4.normalize("NFKC").replace(/\s/gu, "");
  const last4 = fields.last4.safeParse(digits === "" ? undefined : digits);
  const input = listPaymentsInput.parse({
    storeId: fields.storeId.safeParse(textOf(query.store)).data,
    state: fields.state.safeParse(textOf(query.state)).data,
    last4: last4.data,
    dayOn: fields.dayOn.safeParse(textOf(query.day)).data,
    olderThan: fields.olderThan.safeParse(textOf(query.older)).data,
    newerThan: fields.newerThan.safeParse(textOf(query.newer)).data,
  });
  return { input, typedLast4, isLast4Wrong: !last4.success };
}

/** Whether the list shows less than everything; the store is the frame's choice, not a filter of the list. */
export function isNarrowed({ input, typedLast4 }: Filter): boolean {
  return input.state !== undefined || input.dayOn !== undefined || typedLast4 !== "";
}

type Change = {
  readonly dayOn?: string;
  readonly olderThan?: string;
  readonly newerThan?: string;
};

/** The address of the same list with another day, or of the page before or after; a change begins at the first page. */
export function filterHref({ input, typedLast4 }: Filter, change: Change): string {
  return hrefOf("/payments", {
    store: input.storeId,
    state: input.state,
    last4: typedLast4,
    day: "dayOn" in change ? change.dayOn : input.dayOn,
    older: change.olderThan,
    newer: change.newerThan,
  });
}
