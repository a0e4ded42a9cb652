import type { AuditAction } from "@/server/audit/actions.data";
import { recordAuditSql } from "@/server/audit/commands";
import { type Day, jstDay, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { decodeTable } from "@/server/kernel/table-text";
import { bookEntries } from "@/server/ledger/commands";
import { findFirstOpenDay, requireOpenDay } from "@/server/ledger/periods/queries";
import { listPostingsOfKey } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { book, entryOf, type ReconciliationDeps } from "../commands";
import { openFound, raiseFound } from "../items/ingest";
import { daysPaidBy, move, reversed } from "../rules";
import { type BankLine, type BankLineProblem, keyed, readBankLines } from "./rules";

type OperatorDeps = Deps<OperatorScope>;
const MOST_PROBLEMS = 50;
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('network_money', 7321))::text AS locked";

type Taken = {
  readonly recorded: number;
  readonly known: number;
  readonly matched: number;
  /** New lines of a locked month: the journal has them in the first open one, as late. */
  readonly late: number;
};

/**
 * Records money of the network that a person read off the bank's statement, and finds the days that it pays for.
 * @throws DomainError day_locked for a day of a locked month
 */
export async function recordReceipt(deps: OperatorDeps, input: BankLine): Promise<Taken> {
  return transactSql("operator", async (sql) => {
    await requireOpenDay(sql, input.receivedOn);
    return takeLines(sql, deps, [input], "manual");
  });
}

/**
 * Takes a bank's statement as CSV: all of its lines or none; lines that are known change nothing. Lines of a locked month
 * are taken, since the bank has dated them, and counted.
 */
export async function importReceipts(
  deps: OperatorDeps,
  input: { readonly content: string },
): Promise<({ ok: true } & Taken) | { ok: false; problems: readonly BankLineProblem[] }> {
  const { lines, problems } = readBankLines(decodeTable(Buffer.from(input.content, "base64")));
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  return transactSql("operator", async (sql) => ({
    ok: true,
    ...(await takeLines(sql, deps, lines, "file")),
  }));
}

async function takeLines(
  sql: Sql,
  deps: OperatorDeps,
  lines: readonly BankLine[],
  source: "manual" | "file",
): Promise<Taken> {
  await sql(LOCK);
  const given = keyed(lines).map((line) => ({
    id: deps.newId("networkReceipt"),
    received_on: line.receivedOn,
    amount: `${line.amountMinor}`,
    text: line.text,
    key: line.key,
  }));
  const recorded = await sql<{ id: string; received_on: string }>(
    `INSERT INTO network_receipt (id, received_on, amount_minor, text, line_key, source, state, recorded_by, recorded_at)
     SELECT id, received_on, amount, text, key, $2, 'open', $3, to_timestamp($4::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS line(id text, received_on text, amount bigint, text text, key text)
     ON CONFLICT (line_key) DO NOTHING RETURNING id, received_on`,
    [JSON.stringify(given), source, deps.actor.id, deps.now],
  );
  await recordAuditSql(
    sql,
    deps,
    given
      .filter((line) => recorded.some(({ id }) => id === line.id))
      .map((line) => ({
        action: "network_receipt.record",
        subjectId: line.id,
        tenantId: null,
        after: { receivedOn: line.received_on, amountMinor: BigInt(line.amount), source },
      })),
  );
  const matched = await matchOpenReceipts(sql, deps);
  const openOn = (await findFirstOpenDay(sql)) ?? "";
  const late = recorded.filter((line) => line.received_on < openOn).length;
  return { recorded: recorded.length, known: lines.length - recorded.length, matched, late };
}

type OpenReceipt = { id: string; received_on: string; amount_minor: bigint };
type WaitingDay = { clearing_on: string; due_on: string; expected_minor: bigint };
type Match = {
  readonly id: string;
  readonly receivedOn: Day;
  readonly amountMinor: bigint;
  readonly days: readonly Day[];
};

/** Finds the days of all money that waits for one, the oldest first. @returns how much money found its days */
export async function matchOpenReceipts(sql: Sql, deps: ReconciliationDeps): Promise<number> {
  const receipts = await sql<OpenReceipt>(
    "SELECT id, received_on, amount_minor FROM network_receipt WHERE state = 'open' ORDER BY received_on, id FOR UPDATE",
  );
  if (receipts.length === 0) return 0;
  const waiting = await sql<WaitingDay>(
    `SELECT clearing_on, due_on, coalesce(promised_minor, reported_minor - reported_fee_minor) AS expected_minor
     FROM network_day WHERE receipt_id IS NULL AND items_report_id IS NOT NULL ORDER BY clearing_on FOR UPDATE`,
  );
  let open = waiting.map((day) => ({
    clearingOn: toDay(day.clearing_on),
    dueOn: toDay(day.due_on),
    expectedMinor: day.expected_minor,
  }));
  const matches: Match[] = [];
  for (const { id, received_on, amount_minor: amountMinor } of receipts) {
    const receivedOn = toDay(received_on);
    const days = daysPaidBy({ receivedOn, amountMinor }, open);
    if (!days) continue;
    matches.push({ id, receivedOn, amountMinor, days });
    open = open.filter((day) => !days.includes(day.clearingOn));
  }
  await settle(sql, deps, matches, "system");
  await refreshMoney(
    sql,
    deps,
    receipts.map(({ id }) => id),
  );
  return matches.length;
}

/** Matched: the days are paid, and the money leaves the clearing account for the bank, on the day of the bank's line. */
async function settle(
  sql: Sql,
  deps: ReconciliationDeps,
  matches: readonly Match[],
  by: string,
): Promise<void> {
  if (matches.length === 0) return;
  await sql(
    `UPDATE network_receipt SET state = 'matched', settled_by = $2, settled_at = to_timestamp($3::float8 / 1000)
     WHERE id = ANY($1::text[])`,
    [matches.map(({ id }) => id), by, deps.now],
  );
  const pairs = matches.flatMap(({ id, days }) => days.map((day) => ({ id, day })));
  await sql(
    `UPDATE network_day SET receipt_id = pair.id FROM unnest($1::text[], $2::text[]) AS pair(id, day)
     WHERE clearing_on = pair.day`,
    [pairs.map(({ id }) => id), pairs.map(({ day }) => day)],
  );
  const today = jstDay(deps.now);
  await bookEntries(
    sql,
    matches.map(({ id, receivedOn, amountMinor }) =>
      entryOf(deps, {
        key: paidKey(id, deps.now),
        kind: "network_paid",
        reference: id,
        ...(receivedOn < today && { businessDayOn: receivedOn }),
        postings: move(accounts.networkClearing, accounts.bank, amountMinor),
      }),
    ),
  );
}

const paidKey = (receiptId: string, settledAtMs: number) => `network_receipt:${receiptId}:${settledAtMs}`;

/** A person says which days a sum pays for, also when it is not quite theirs. @throws DomainError reconciliation_state */
export async function matchReceipt(
  deps: OperatorDeps,
  input: { readonly receiptId: string; readonly clearingDays: readonly Day[] },
): Promise<void> {
  await transactSql("operator", async (sql) => {
    await sql(LOCK);
    const receipt = await lockReceipt(sql, input.receiptId, "open");
    const free = await sql(
      `SELECT clearing_on FROM network_day WHERE clearing_on = ANY($1::text[]) AND receipt_id IS NULL
         AND items_report_id IS NOT NULL FOR UPDATE`,
      [input.clearingDays],
    );
    if (free.length !== new Set(input.clearingDays).size) throw new DomainError("reconciliation_state");
    const { id, amount_minor: amountMinor } = receipt;
    const match = { id, receivedOn: toDay(receipt.received_on), amountMinor, days: input.clearingDays };
    await settle(sql, deps, [match], deps.actor.id);
    await refreshMoney(sql, deps, [receipt.id]);
    await tell(sql, deps, "network_receipt.match", receipt.id, { clearingDays: input.clearingDays });
  });
}

/** Takes a match back: the days wait again, and the entry is reversed. @throws DomainError reconciliation_state */
export async function releaseReceipt(
  deps: OperatorDeps,
  input: { readonly receiptId: string },
): Promise<void> {
  await transactSql("operator", async (sql) => {
    await sql(LOCK);
    const receipt = await lockReceipt(sql, input.receiptId, "matched");
    const key = paidKey(receipt.id, receipt.settled_ms);
    const postings = await listPostingsOfKey(sql, key);
    await sql("UPDATE network_day SET receipt_id = NULL WHERE receipt_id = $1", [receipt.id]);
    await sql(
      "UPDATE network_receipt SET state = 'open', settled_by = NULL, settled_at = NULL WHERE id = $1",
      [receipt.id],
    );
    await book(sql, deps, {
      key: `${key}:undone`,
      kind: "correction",
      reference: receipt.id,
      postings: reversed(postings),
    });
    await refreshMoney(sql, deps, [receipt.id]);
    await tell(sql, deps, "network_receipt.release", receipt.id, {});
  });
}

/** Money that is not the network's: it is kept with the reason and shown no more. @throws DomainError reconciliation_state */
export async function setAsideReceipt(
  deps: OperatorDeps,
  input: { readonly receiptId: string; readonly reason: string },
): Promise<void> {
  await transactSql("operator", async (sql) => {
    const receipt = await lockReceipt(sql, input.receiptId, "open");
    await sql(
      `UPDATE network_receipt SET state = 'set_aside', note = $2, settled_by = $3,
              settled_at = to_timestamp($4::float8 / 1000) WHERE id = $1`,
      [receipt.id, input.reason, deps.actor.id, deps.now],
    );
    await refreshMoney(sql, deps, [receipt.id]);
    await tell(sql, deps, "network_receipt.set_aside", receipt.id, { reason: input.reason });
  });
}

type Locked = { id: string; received_on: string; amount_minor: bigint; settled_ms: number };

async function lockReceipt(sql: Sql, receiptId: string, state: "open" | "matched"): Promise<Locked> {
  const [receipt] = await sql<Locked & { state: string }>(
    `SELECT id, received_on, amount_minor, state, (extract(epoch FROM settled_at) * 1000)::float8 AS settled_ms
     FROM network_receipt WHERE id = $1 FOR UPDATE`,
    [receiptId],
  );
  if (!receipt) throw new DomainError("not_found");
  if (receipt.state !== state) throw new DomainError("reconciliation_state");
  return receipt;
}

async function tell(
  sql: Sql,
  deps: OperatorDeps,
  action: AuditAction,
  subjectId: string,
  after: Readonly<Record<string, unknown>>,
): Promise<void> {
  await recordAuditSql(sql, deps, [{ action, subjectId, tenantId: null, after }]);
}

/** Looks again at the money that paid for a day, because what the day reports may have changed. */
export async function refreshMoneyOf(sql: Sql, deps: ReconciliationDeps, clearingOn: Day): Promise<void> {
  const rows = await sql<{ receipt_id: string | null }>(
    "SELECT receipt_id FROM network_day WHERE clearing_on = $1",
    [clearingOn],
  );
  await refreshMoney(
    sql,
    deps,
    rows.flatMap(({ receipt_id }) => receipt_id ?? []),
  );
}

/** Money without a day, and money that is not what its days report, are work for a person. */
async function refreshMoney(
  sql: Sql,
  deps: ReconciliationDeps,
  receiptIds: readonly string[],
): Promise<void> {
  if (receiptIds.length === 0) return;
  await openFound(sql);
  await sql(
    `INSERT INTO looked_at SELECT 'receipt:' || id FROM unnest($1::text[]) AS given(id)
     UNION ALL SELECT 'day:' || clearing_on || ':money' FROM network_day WHERE receipt_id = ANY($1::text[])`,
    [receiptIds],
  );
  await sql(
    `INSERT INTO found
     SELECT 'receipt:' || r.id, ARRAY[CASE r.state WHEN 'open' THEN 'money_unknown' ELSE 'money_differs' END],
            coalesce(min(d.clearing_on), r.received_on), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            coalesce(sum(d.reported_minor - d.reported_fee_minor), 0)::bigint, r.amount_minor, 0, 0, r.text
     FROM network_receipt r LEFT JOIN network_day d ON d.receipt_id = r.id
     WHERE r.id = ANY($1::text[]) AND r.state <> 'set_aside' GROUP BY r.id
     HAVING r.state = 'open' OR coalesce(sum(d.reported_minor - d.reported_fee_minor), 0) <> r.amount_minor`,
    [receiptIds],
  );
  await raiseFound(sql, deps);
}
