import { randomBytes } from "node:crypto";
import { addDays, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import { withClient } from "@/server/platform/database-roles";
import { unsafeSettings } from "@/server/platform/database-settings";
import { transactSql } from "@/server/platform/db";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { runSettlement } from "@/server/settlement/run/commands";
import { plantShops, type Shop } from "./payment-bed";
import { report, timed } from "./report";
import { finance } from "./settlement-bed";

const BENCH = "settlement-run";
const SHOPS = 50_000;
const PAYMENTS = 1_000_000;
const CHUNK = 100_000;
const DAY = toDay("2026-11-24");
const START_MS = jstDayStartMs(DAY);
const AFTER_MS = jstDayStartMs(addDays(DAY, 1)) + 4 * 3_600_000;

/**
 * One run that closes a day of many shops, all of it in one transaction. The baseline reads the same entries,
 * aggregates them as the run does, and inserts the same rows into tables with the same columns and indexes, with what
 * the run has decided (fees, ids, numbers) given to it.
 */
export async function benchSettlementRun(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ LOG_LEVEL: "error" });
    const unsafe = await unsafeSettings(database.urls.noren_jobs);
    if (unsafe.length > 0) throw new Error(unsafe.join("\n"));
    await plant(database.urls.superuser);
    let statements = 0;
    const runMs = await timed(async () => {
      statements = (await runSettlement(finance("per_maker", AFTER_MS), { throughOn: DAY })).statements;
    });
    process.stderr.write(`the run took ${Math.round(runMs)} ms; now the baseline\n`);
    const plainMs = await measurePlain(database.urls.superuser);
    const say = (figure: string, value: number, unit: string, baseline: number | null) =>
      report({ bench: BENCH, figure, value, unit, baseline });
    say(`${SHOPS} shops with ${PAYMENTS} payments settled`, runMs / 1_000, "s", plainMs / 1_000);
    say("statements", statements, "statements", null);
    await checkRun(say);
    await database.drop();
  } finally {
    await teardown();
  }
}

async function plant(superuserUrl: string): Promise<void> {
  const shops = await plantShops(superuserUrl, SHOPS);
  await withClient(superuserUrl, async (client) => {
    await client.query("UPDATE payout_group SET bank_account_id = 'bac_' || id");
    for (let at = 0; at < PAYMENTS; at += CHUNK) {
      await client.query(PLANT_PAYMENTS, columnsOf(shops, at));
    }
    await client.query("VACUUM ANALYZE");
    await client.query("CHECKPOINT");
  });
}

function columnsOf(shops: readonly Shop[], from: number): unknown[] {
  const random = (size: number) => randomBytes(size);
  const numbers = Array.from({ length: CHUNK }, (_, index) => from + index);
  const instants = numbers.map((number) => START_MS + Math.floor((number * 86_000_000) / PAYMENTS));
  const of = numbers.map((number) => shops[(number * 7919) % SHOPS]);
  return [
    numbers.map((number, index) => `pay_${instants[index]}${String(number).padStart(7, "0")}`),
    instants.map((nowMs) => newId("entry", { nowMs, random })),
    of.map((shop) => shop?.merchantId),
    of.map((shop) => shop?.payoutGroupId),
    of.map((shop) => shop?.storeId),
    numbers.map((number) => (number % 3 === 0 ? "ALIPAY_CN" : "NOREN_JP")),
    numbers.map((number) => 100 + ((number * 31) % 9_000)),
    instants,
    DAY,
  ];
}

const PLANT_PAYMENTS = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])
      AS given(payment_id, entry_id, tenant_id, group_id, store_id, wallet_id, amount, at_ms)
  ), paid AS (
    INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, wallet_id, origin, state, amount_minor,
                         created_at, paid_at, inquiries)
    SELECT payment_id, tenant_id, store_id, group_id, 'CODE', wallet_id, 'push', 'succeeded', amount,
           to_timestamp(at_ms / 1000.0), to_timestamp(at_ms / 1000.0), 0 FROM given
  ), entered AS (
    INSERT INTO ledger_entry (id, tenant_id, kind, reference, business_day_on, occurred_at, booked_at, idempotency_key,
                              content_hash)
    SELECT entry_id, tenant_id, 'payment', payment_id, $9, to_timestamp(at_ms / 1000.0), to_timestamp(at_ms / 1000.0),
           'payment:' || payment_id, '\\x00' FROM given
  )
  INSERT INTO ledger_posting (entry_id, seq, tenant_id, from_account, to_account, amount_minor, currency)
  SELECT entry_id, 0, tenant_id, 'merchant:' || tenant_id || ':payable:' || group_id, 'network:' || wallet_id || ':receivable',
         amount, 'JPY' FROM given`;

const COPIED = [
  "statement",
  "statement_entry",
  "statement_line",
  "statement_fee",
  "payout",
  "ledger_key",
  "ledger_entry",
  "ledger_posting",
  "outbox_event",
];

const OF_RUN = "SELECT entry.id FROM ledger_entry entry JOIN statement ON statement.id = entry.reference";

const PLAIN = [
  `INSERT INTO plain_statement
   SELECT statement.* FROM statement JOIN (
     SELECT split_part(posting.from_account, ':', 4) AS payout_group_id, min(entry.business_day_on), count(*), sum(posting.amount_minor)
     FROM ledger_entry entry JOIN ledger_posting posting ON posting.entry_id = entry.id
     WHERE entry.kind = 'payment' GROUP BY 1
   ) summed USING (payout_group_id)`,
  `INSERT INTO plain_statement_line
   SELECT statement.id, row_number() OVER (PARTITION BY statement.id ORDER BY entry.business_day_on, payment.store_id, payment.wallet_id),
          statement.tenant_id, 'sales', payment.store_id, payment.wallet_id, entry.business_day_on, count(*),
          sum(posting.amount_minor), 198
   FROM ledger_entry entry JOIN ledger_posting posting ON posting.entry_id = entry.id
   JOIN payment ON payment.id = entry.reference
   JOIN statement ON statement.payout_group_id = split_part(posting.from_account, ':', 4)
   WHERE entry.kind = 'payment'
   GROUP BY statement.id, statement.tenant_id, payment.store_id, payment.wallet_id, entry.business_day_on`,
  `INSERT INTO plain_statement_entry
   SELECT entry.id, statement.payout_group_id, statement.id, statement.tenant_id, line.seq, posting.amount_minor
   FROM ledger_entry entry JOIN ledger_posting posting ON posting.entry_id = entry.id
   JOIN payment ON payment.id = entry.reference
   JOIN statement ON statement.payout_group_id = split_part(posting.from_account, ':', 4)
   JOIN plain_statement_line line ON line.statement_id = statement.id AND line.day_on = entry.business_day_on
    AND line.store_id = payment.store_id AND line.wallet_id = payment.wallet_id
   WHERE entry.kind = 'payment'`,
  "INSERT INTO plain_statement_fee SELECT * FROM statement_fee",
  "INSERT INTO plain_payout SELECT * FROM payout",
  `INSERT INTO plain_ledger_entry SELECT * FROM ledger_entry WHERE id IN (${OF_RUN})`,
  `INSERT INTO plain_ledger_posting SELECT * FROM ledger_posting WHERE entry_id IN (${OF_RUN})`,
  "INSERT INTO plain_ledger_key SELECT * FROM ledger_key",
  "INSERT INTO plain_outbox_event SELECT * FROM outbox_event",
];

async function measurePlain(superuserUrl: string): Promise<number> {
  return withClient(superuserUrl, async (client) => {
    for (const table of COPIED)
      await client.query(`CREATE TABLE plain_${table} (LIKE ${table} INCLUDING ALL)`);
    await client.query("ANALYZE");
    await client.query("CHECKPOINT");
    return timed(async () => {
      await client.query("BEGIN");
      await client.query("SET LOCAL work_mem = '128MB'");
      for (const text of PLAIN) await client.query(text);
      await client.query("COMMIT");
    });
  });
}

async function checkRun(
  say: (figure: string, value: number, unit: string, baseline: number | null) => void,
): Promise<void> {
  const [row] = await transactSql("jobs", (sql) =>
    sql<{ missing: number; wrong: number }>(
      `SELECT (SELECT $1::int - count(*) FROM statement_entry)::int AS missing,
         (SELECT count(*) FROM statement WHERE fees_minor <> fee_base_minor * 198 / 10000)::int AS wrong`,
      [PAYMENTS],
    ),
  );
  say("payments in no statement", row?.missing ?? -1, "payments", null);
  say("statements with another fee than by hand", row?.wrong ?? -1, "statements", null);
}
