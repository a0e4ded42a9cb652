import { type Day, jstDay } from "@/server/kernel/calendar";
import type { IdKind } from "@/server/kernel/ids";
import { bookEntries } from "@/server/ledger/commands";
import { ACQUIRER_TENANT, type EntryKind, type NewEntry, type NewPosting } from "@/server/ledger/rules";
import type { Sql } from "@/server/platform/db";

/** What reconciliation needs from outside. */
export type ReconciliationDeps = { readonly now: number; readonly newId: (kind: IdKind) => string };

type OwnEntry = {
  readonly key: string;
  readonly kind: EntryKind;
  readonly reference: string;
  readonly postings: readonly NewPosting[];
  /** The day that it belongs to; today's when it is left out. */
  readonly businessDayOn?: Day;
};

/** An entry of the acquirer's own, booked now. */
export function entryOf(deps: ReconciliationDeps, entry: OwnEntry): NewEntry {
  return {
    businessDayOn: jstDay(deps.now),
    ...entry,
    id: deps.newId("entry"),
    tenantId: ACQUIRER_TENANT,
    occurredAtMs: deps.now,
    bookedAtMs: deps.now,
  };
}

/** Books an entry of the acquirer's own, when it moves anything. */
export async function book(sql: Sql, deps: ReconciliationDeps, entry: OwnEntry): Promise<void> {
  if (entry.postings.length > 0) await bookEntries(sql, [entryOf(deps, entry)]);
}
