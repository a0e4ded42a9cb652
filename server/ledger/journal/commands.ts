import { recordAudit } from "@/server/audit/commands";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { JournalLayout } from "./chart.data";
import { type JournalEncoding, journalFile } from "./document";
import { listJournal } from "./queries";

type JournalFile = {
  readonly month: string;
  readonly layout: JournalLayout;
  readonly encoding: JournalEncoding;
};

/** The journal of a month as a file for accounting software; that a copy was taken is in the log. */
export async function exportJournal(deps: Deps<OperatorScope>, input: JournalFile): Promise<Uint8Array> {
  return deps.transact(async (tx) => {
    const lines = await listJournal(sqlOfTx(tx), input);
    await recordAudit(tx, deps, {
      action: "ledger.export",
      subjectId: `ledger_period:${input.month}`,
      tenantId: null,
      after: { ...input, lines: lines.length },
    });
    return journalFile(lines, input);
  });
}
