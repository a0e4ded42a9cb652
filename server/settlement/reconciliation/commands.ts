import { jstDay } from "@/server/kernel/calendar";
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
};

/** An entry of the acquirer's own, booked now. */
export function entryOf(deps: ReconciliationDeps, entry: OwnEntry): NewEntry {
  return {
    ...entry,
    id: deps.newId("entry"),
    tenantId: ACQUIRER_TENANT,
    businessDayOn: jstDay(deps.now),
    occurredAtMs: deps.now,
    bookedAtMs: deps.now,
  };
}

/** Books an entry of the acquirer's own, when it moves anything. */
export async function book(sql: Sql, deps: ReconciliationDeps, entry: OwnEntry): Promise<void> {
  if (entry.postings.length > 0) await bookEntries(sql, [entryOf(deps, entry)]);
}
