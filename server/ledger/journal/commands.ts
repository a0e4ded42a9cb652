import { recordAudit } from "@/server/audit/commands";
import type { OperatorScope } from "@/server/kernel/scope";
import { read, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { JournalDetail, JournalEncoding, JournalLayout } from "./chart.data";
import { journalFile } from "./document";
import { type JournalMove, listJournal, listJournalMoves, sealOfMonth } from "./queries";

type JournalFile = {
  readonly month: string;
  readonly layout: JournalLayout;
  readonly encoding: JournalEncoding;
  readonly detail: JournalDetail;
};

/** Entries that are read at once: a month may have millions. */
const ENTRIES_AT_ONCE = 5_000;

/** A file that is made while it is read; the same version is the same file. */
export type Export = { readonly version: string; readonly make: () => AsyncGenerator<Uint8Array> };

/** The journal of a month as a file for accounting software; that a copy was taken is in the log. */
export async function exportJournal(deps: Deps<OperatorScope>, input: JournalFile): Promise<Export> {
  const seal = await deps.transact(async (tx) => {
    await recordAudit(tx, deps, {
      action: "ledger.export",
      subjectId: `ledger_period:${input.month}`,
      tenantId: null,
      after: { ...input },
    });
    return sealOfMonth(sqlOfTx(tx), { month: input.month });
  });
  const pages = input.detail === "day" ? dayPages : entryPages;
  return {
    version: JSON.stringify([input, seal]),
    make: () => journalFile(pages(deps.scope, input.month), input),
  };
}

async function* dayPages(scope: OperatorScope, month: string) {
  yield await read(scope, (tx) => listJournal(sqlOfTx(tx), { month }));
}

async function* entryPages(scope: OperatorScope, month: string): AsyncGenerator<readonly JournalMove[]> {
  let afterEntryId = "";
  for (;;) {
    const from = { month, afterEntryId, entries: ENTRIES_AT_ONCE };
    const moves = await read(scope, (tx) => listJournalMoves(sqlOfTx(tx), from));
    const last = moves.at(-1);
    if (last === undefined) return;
    yield moves;
    afterEntryId = last.entryId;
  }
}
