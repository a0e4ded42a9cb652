import { balancesFingerprint } from "@/server/ledger/queries";
import { sha256Hex } from "@/server/platform/crypto";
import { transactSql } from "@/server/platform/db";
import { issueBankFile, prepareBankFiles, releaseBankFile } from "@/server/settlement/bank-file/commands";
import { runSettlement } from "@/server/settlement/run/commands";
import { AFTER, at, DAY, finance, NOON, openShops, refund, sell } from "./settlement-bed";

/** What is done on a pay-day, in this order: the run, the draft of its transfer file, its release, and its issue. */
export const PARTS = ["run", "draft", "release", "issue"] as const;
export type Part = (typeof PARTS)[number];

/** Three shops with a day's trade, as it stands before the first part. */
export async function tradeBeforePayDay(): Promise<void> {
  await openShops();
  const now = at(NOON);
  const first = await sell(now, { group: 0, amountMinor: 400_000n });
  await refund(now, { group: 0, amountMinor: 1_780n, paymentId: first });
  await sell(now, { group: 1, amountMinor: 105n });
  await sell(now, { group: 2, amountMinor: 77_777n });
}

async function idIn(table: "settlement_run" | "bank_file"): Promise<string> {
  const [row] = await transactSql("jobs", (sql) => sql<{ id: string }>(`SELECT id FROM ${table}`));
  return row?.id ?? "";
}

/**
 * Makes one part ready to be done by a person: what it works on is looked up, and nothing is changed yet.
 * @returns does it
 */
export async function readyFor(part: Part, personId: string): Promise<() => Promise<unknown>> {
  const deps = finance(personId, AFTER);
  if (part === "run") return () => runSettlement(deps, { throughOn: DAY });
  if (part === "draft") {
    const runId = await idIn("settlement_run");
    return () => prepareBankFiles(deps, { runId });
  }
  const bankFileId = await idIn("bank_file");
  return () => (part === "release" ? releaseBankFile : issueBankFile)(deps, { bankFileId });
}

/** The bytes that the bank would get, handed out once more. @returns their SHA-256 */
export async function issuedSha256(): Promise<string> {
  const { content } = await issueBankFile(finance("per_maker", AFTER), {
    bankFileId: await idIn("bank_file"),
  });
  return sha256Hex(content);
}

const FACTS = {
  runs: "SELECT through_on, statements, payout_total_minor FROM settlement_run",
  statements: `SELECT payout_group_id, through_on, invoice_number, opening_minor, sales_minor, refunds_minor, fees_minor,
      transfer_fee_minor, tax_minor, payout_minor, carried_minor, pay_on FROM statement`,
  payouts: `SELECT payout.payout_group_id, payout.amount_minor, payout.pay_on, payout.state, bank_file.sequence
      FROM payout LEFT JOIN bank_file ON bank_file.id = payout.bank_file_id`,
  files: "SELECT sequence, state, record_count, total_minor, sha256, prepared_by FROM bank_file",
  rows: "SELECT bank_file_row.seq, payout.payout_group_id, bank_file_row.amount_minor FROM bank_file_row JOIN payout ON payout.id = payout_id",
  entries: "SELECT kind, count(*) FROM ledger_entry GROUP BY kind",
  events: "SELECT type, count(*) FROM outbox_event GROUP BY type",
  // Handing the same bytes out again is told each time, and changes nothing.
  audit: "SELECT action, count(*) FROM audit_event WHERE action <> 'bank_file.downloaded' GROUP BY action",
  unsummed: `SELECT count(*) FROM ledger_entry WHERE kind IN ('payment', 'refund_opened')
      AND id NOT IN (SELECT entry_id FROM statement_entry)`,
} as const;

/** Everything that a pay-day leaves behind and that must not depend on how it went, as text. */
export async function outcomeOf(): Promise<string> {
  return transactSql("jobs", async (sql) => {
    const facts: Record<string, unknown> = { balances: await balancesFingerprint(sql) };
    for (const [name, query] of Object.entries(FACTS)) {
      const [row] = await sql<{ found: string }>(
        `SELECT coalesce(jsonb_agg(to_jsonb(fact) ORDER BY to_jsonb(fact)), '[]')::text AS found FROM (${query}) fact`,
      );
      facts[name] = JSON.parse(row?.found ?? "[]");
    }
    return JSON.stringify(facts, null, 1);
  });
}
