import type pg from "pg";
import { checkLedger } from "@/server/ledger/check/queries";
import { bookEntries, contentHash } from "@/server/ledger/commands";
import type { NewEntry } from "@/server/ledger/rules";
import { saleEntry } from "@/server/payments/books/rules";
import { wallNow } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { unsafeSettings } from "@/server/platform/database-settings";
import { poolFor, transactSql } from "@/server/platform/db";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { ingestDepsAt } from "./payment-bed";
import { report, timed } from "./report";

const BENCH = "ledger-core";
const PAYMENTS = 60_000;
const AT_ONCE = 500;
const LANES = 3;
const ROUNDS = 3;
const SHOPS = 200;
const HOT_ACCOUNT = "network:ALIPAY_CN:receivable";

/**
 * Payments of many shops booked into one receivable of the network, in batches that are each durable before the next
 * begins on that connection. The baseline inserts the same rows, made ready beforehand, into tables with the same
 * columns and indexes, and neither hashes nor asks whether a key is known.
 */
export async function benchLedgerCore(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ LOG_LEVEL: "error" });
    const unsafe = await unsafeSettings(database.urls.noren_ingest);
    if (unsafe.length > 0) throw new Error(unsafe.join("\n"));
    await withClient(database.urls.superuser, (client) => client.query(PLAIN_TABLES));
    await measure();
    await database.drop();
  } finally {
    await teardown();
  }
}

const PLAIN_TABLES = `
  CREATE TABLE plain_key (LIKE ledger_key INCLUDING ALL);
  CREATE TABLE plain_entry (LIKE ledger_entry INCLUDING ALL);
  CREATE TABLE plain_posting (LIKE ledger_posting INCLUDING ALL);
  GRANT INSERT ON plain_key, plain_entry, plain_posting TO noren_ingest`;

function batchesOf(round: number): NewEntry[][] {
  const deps = ingestDepsAt(wallNow());
  return Array.from({ length: PAYMENTS / AT_ONCE }, (_, batch) =>
    Array.from({ length: AT_ONCE }, (_, index) => {
      const shop = (batch * AT_ONCE + index) % SHOPS;
      const number = `${round}${`${batch * AT_ONCE + index}`.padStart(19, "0")}`;
      const of = { paymentId: `pay_${number}`, tenantId: `mer_${shop}`, payoutGroupId: `pgr_${shop}` };
      return saleEntry(deps, { ...of, walletId: "ALIPAY_CN", amountMinor: 1_280n }, deps.now);
    }),
  );
}

type Plain = readonly [keys: string, entries: string, postings: string];

/** The rows of a batch, as finished as they can be before the clock runs. */
function plainRows(entries: readonly NewEntry[]): Plain {
  const rows = entries.map((entry) => ({ ...entry, hash: contentHash(entry), postings: undefined }));
  const moves = entries.flatMap(({ id, tenantId, postings }) =>
    postings.map((posting) => ({ ...posting, id, tenantId, amountMinor: `${posting.amountMinor}` })),
  );
  return [JSON.stringify(rows), JSON.stringify(rows), JSON.stringify(moves)];
}

const PLAIN_INSERTS = [
  `INSERT INTO plain_key SELECT key, decode(hash, 'hex'), id
   FROM json_to_recordset($1::json) AS entry(key text, hash text, id text)`,
  `INSERT INTO plain_entry
   SELECT id, "tenantId", kind, reference, "businessDayOn", to_timestamp("occurredAtMs" / 1000.0),
          to_timestamp("bookedAtMs" / 1000.0), key, decode(hash, 'hex')
   FROM json_to_recordset($1::json) AS entry(id text, "tenantId" text, kind text, reference text,
     "businessDayOn" text, "occurredAtMs" bigint, "bookedAtMs" bigint, key text, hash text)`,
  `INSERT INTO plain_posting SELECT id, 0, "tenantId", "from", "to", "amountMinor", currency
   FROM json_to_recordset($1::json)
     AS move(id text, "tenantId" text, "from" text, "to" text, "amountMinor" bigint, currency text)`,
];

async function insertPlain(client: pg.PoolClient, rows: Plain): Promise<void> {
  const texts = ["BEGIN", ...PLAIN_INSERTS, "COMMIT"];
  await Promise.all(
    texts.map((text, at) => {
      const given = rows[at - 1];
      return given === undefined
        ? client.query(text)
        : client.query({ name: `plain_${at}`, text, values: [given] });
    }),
  );
}

/** Some connections take the batches in turn. */
async function inLanes<T>(batches: readonly T[], work: (batch: T) => Promise<unknown>): Promise<void> {
  const queue = batches.values();
  const lane = async () => {
    for (const batch of queue) await work(batch);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function measure(): Promise<void> {
  const rates: { booked: number; plain: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const batches = batchesOf(round);
    const rows = batches.map(plainRows);
    const plainMs = await timed(() =>
      inLanes(rows, async (given) => {
        const client = await poolFor("ingest").connect();
        await insertPlain(client, given).finally(() => client.release());
      }),
    );
    const bookedMs = await timed(() =>
      inLanes(batches, (entries) => transactSql("ingest", (sql) => bookEntries(sql, entries))),
    );
    // The first round warms up.
    if (round > 0) rates.push({ booked: PAYMENTS / (bookedMs / 1_000), plain: PAYMENTS / (plainMs / 1_000) });
  }
  rates.sort((a, b) => a.booked / a.plain - b.booked / b.plain);
  const say = (figure: string, rate: { booked: number; plain: number } | undefined) =>
    rate && report({ bench: BENCH, figure, value: rate.booked, unit: "per second", baseline: rate.plain });
  say("payments into one receivable", rates[Math.floor(rates.length / 2)]);
  say("payments into one receivable, worst round", rates[0]);
  await auditBooks();
}

async function auditBooks(): Promise<void> {
  const expected = PAYMENTS * (ROUNDS + 1);
  const { booked, problems } = await transactSql("jobs", async (sql) => {
    const [hot] = await sql<{ booked: number }>(
      "SELECT count(*)::int AS booked FROM ledger_posting WHERE to_account = $1 AND amount_minor = 1280",
      [HOT_ACCOUNT],
    );
    return { booked: hot?.booked ?? 0, problems: (await checkLedger(sql)).problems.length };
  });
  const say = (figure: string, value: number, unit: string) =>
    report({ bench: BENCH, figure, value, unit, baseline: null });
  say("not booked", expected - booked, "payments");
  say("problems in the books", problems, "findings");
}
