import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/server/kernel/ids";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { randomBytes } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { type DatabaseRole, poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { checkLedger } from "./check/queries";
import { bookEntries, bookStaged, contentHash, stageEntries } from "./commands";
import { balancesByPrefix, balancesFingerprint } from "./queries";
import { type Account, accounts, type NewEntry } from "./rules";

const NOW = Date.parse("2026-11-22T03:00:00.123Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

type Move = {
  readonly from: number;
  readonly to: number;
  readonly amountMinor: bigint;
  readonly currency: Currency;
};

const currencies = Object.keys(CURRENCIES).filter((code): code is Currency => code in CURRENCIES);
const move: fc.Arbitrary<Move> = fc
  .record({
    from: fc.nat(5),
    to: fc.nat(5),
    amountMinor: fc.bigInt(1n, 10n ** 12n),
    currency: fc.constantFrom(...currencies),
  })
  .filter(({ from, to }) => from !== to);
const history = fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

function accountsOf(tenantId: string): readonly Account[] {
  return [
    accounts.merchantPayable(tenantId, "pgr_a"),
    accounts.merchantReserve(tenantId, "pgr_a"),
    accounts.networkReceivable("NOREN_JP"),
    accounts.feeRevenue,
    accounts.bank,
    accounts.consumptionTaxPayable,
  ];
}

function entriesOf(tenantId: string, moves: readonly (readonly Move[])[]): NewEntry[] {
  const names = accountsOf(tenantId);
  return moves.map((postings, index) => ({
    id: newId("entry", { nowMs: NOW + index, random: randomBytes }),
    key: `${tenantId}:${index}`,
    kind: "adjustment",
    reference: `ref_${index}`,
    tenantId,
    businessDayOn: "2026-11-22",
    occurredAtMs: NOW + index,
    bookedAtMs: NOW + index,
    postings: postings.map(({ from, to, amountMinor, currency }) => ({
      from: names[from] ?? accounts.bank,
      to: names[to] ?? accounts.bank,
      amountMinor,
      currency,
    })),
  }));
}

/** The slow, obvious model: one running number per account and currency. */
function referenceBalances(entries: readonly NewEntry[]): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  const add = (name: string, minor: bigint) => balances.set(name, (balances.get(name) ?? 0n) + minor);
  for (const { from, to, amountMinor, currency } of entries.flatMap((entry) => entry.postings)) {
    add(`${to} ${currency}`, amountMinor);
    add(`${from} ${currency}`, -amountMinor);
  }
  return balances;
}

describe("G1 every entry balances", () => {
  test("the books of 3,000 random histories agree with the reference model, and every currency sums to zero", async () => {
    const histories = fc.sample(history, { numRuns: 3_000, seed: 20261122 });
    const entries = histories.flatMap((moves, index) => entriesOf(`mer_h${index}`, moves));
    const half = Math.floor(entries.length / 2);
    await transactSql("ingest", (sql) => bookEntries(sql, entries.slice(0, half)));
    await transactSql("jobs", async (sql) => {
      await stageEntries(sql, entries.slice(half));
      expect(await bookStaged(sql)).toEqual({ booked: entries.length - half, repeated: 0 });
    });

    const balances = await balancesByPrefix(sqlOfClient(poolFor("jobs")), "");
    const booked = new Map(balances.map((row) => [`${row.account} ${row.currency}`, row.balanceMinor]));
    expect(booked).toEqual(referenceBalances(entries));
    const sums = new Map<string, bigint>();
    for (const row of balances) sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.balanceMinor);
    expect(Object.fromEntries(sums)).toEqual({ JPY: 0n, CNY: 0n });

    const report = await transactSql("jobs", checkLedger);
    // Random moves overdraw reserves; nothing else may be found.
    expect(report.problems.filter((found) => found.problem !== "reserve_overdrawn")).toEqual([]);
    expect(report).toMatchObject({ entries: entries.length, sums: { JPY: "0", CNY: "0" } });
  });

  test.each([
    ["an amount of zero", "0, 'JPY', 'acquirer:bank', 'acquirer:adjustments'"],
    ["a negative amount", "-5, 'JPY', 'acquirer:bank', 'acquirer:adjustments'"],
    ["the same account twice", "5, 'JPY', 'acquirer:bank', 'acquirer:bank'"],
    ["only one side", "5, 'JPY', 'acquirer:bank', NULL"],
    ["an unknown currency", "5, 'USD', 'acquirer:bank', 'acquirer:adjustments'"],
  ])("the database refuses a posting with %s", async (_name, values) => {
    const write = transactSql("jobs", (sql) =>
      sql(`INSERT INTO ledger_posting (entry_id, seq, tenant_id, amount_minor, currency, from_account, to_account)
           VALUES ('led_x', 0, 'acquirer', ${values})`),
    );
    await expect(write).rejects.toThrow(/violates/);
  });
});

describe("G5 at the ledger", () => {
  test("any order of the same entries ends in the same balances", async () => {
    const [moves = []] = fc.sample(history, { numRuns: 1, seed: 7 });
    const entries = entriesOf("mer_order", moves);
    const fingerprints = new Set<string>();
    for (const order of [entries, entries.toReversed(), entries.toSorted((a, b) => (a.id < b.id ? 1 : -1))]) {
      const client = await poolFor("jobs").connect();
      const sql = sqlOfClient(client);
      await sql("BEGIN");
      for (const entry of order) await bookEntries(sql, [entry]);
      fingerprints.add(await balancesFingerprint(sql));
      await sql("ROLLBACK");
      client.release();
    }
    expect(fingerprints.size).toBe(1);
  });
});

describe("the stage of set-based runs", () => {
  const staged = (key: string, change: Partial<NewEntry> = {}): NewEntry => {
    const [entry] = entriesOf("mer_stage", [[{ from: 0, to: 2, amountMinor: 5n, currency: "JPY" }]]);
    if (!entry) throw new Error("one entry was asked for");
    return { ...entry, key, ...change };
  };

  test("PostgreSQL and the program make the same hash of an entry, also of awkward text", async () => {
    const entries = ["", "-", "3:abc", "円と\n改行", "😀".repeat(20)].map((reference, index) =>
      staged(`hash-${index}`, { reference, occurredAtMs: NOW + index * 7_919 }),
    );
    await transactSql("jobs", async (sql) => {
      await stageEntries(sql, entries);
      await bookStaged(sql);
    });
    const stored = await sqlOfClient(poolFor("jobs"))<{ key: string; hash: string }>(
      "SELECT key, encode(content_hash, 'hex') AS hash FROM ledger_key WHERE key LIKE 'hash-%' ORDER BY key",
    );
    expect(stored.map((row) => row.hash)).toEqual(entries.map(contentHash));
  });

  test("what was booked one by one is a repeat when it is staged, and the other way round", async () => {
    await transactSql("ingest", (sql) => bookEntries(sql, [staged("both-1")]));
    await transactSql("jobs", async (sql) => {
      await stageEntries(sql, [staged("both-1"), staged("both-2")]);
      expect(await bookStaged(sql)).toEqual({ booked: 1, repeated: 1 });
      await stageEntries(sql, [staged("both-3")]);
      expect(await bookStaged(sql)).toEqual({ booked: 1, repeated: 0 });
    });
    await transactSql("ingest", async (sql) => {
      expect(await bookEntries(sql, [staged("both-2")])).toEqual({ booked: 0, repeated: 1 });
    });
  });

  test("other content under a known key is refused as a whole", async () => {
    await transactSql("jobs", (sql) => bookEntries(sql, [staged("taken")]));
    const run = transactSql("jobs", async (sql) => {
      await stageEntries(sql, [staged("companion"), staged("taken", { reference: "other" })]);
      await bookStaged(sql);
    });
    await expect(run).rejects.toMatchObject({ code: "idempotency_conflict", params: { key: "taken" } });
    const left = await sqlOfClient(poolFor("jobs"))("SELECT 1 FROM ledger_key WHERE key = 'companion'");
    expect(left).toEqual([]);
  });

  test.each([
    [
      "an account outside of the grammar",
      "'merchant:mer_stage:cash:g'",
      "a posting to merchant:mer_stage:cash:g",
    ],
    ["another tenant's account", "'merchant:mer_b:payable:g'", "a posting to merchant:mer_b:payable:g"],
  ])("%s is refused", async (_name, account, words) => {
    const run = transactSql("jobs", async (sql) => {
      await stageEntries(sql, [staged("odd")]);
      await sql(`UPDATE staged_posting SET from_account = ${account}`);
      await bookStaged(sql);
    });
    await expect(run).rejects.toThrow(words);
  });

  test("an entry without postings is refused", async () => {
    const run = transactSql("jobs", async (sql) => {
      await stageEntries(sql, [staged("empty")]);
      await sql("TRUNCATE staged_posting");
      await bookStaged(sql);
    });
    await expect(run).rejects.toThrow("an entry without postings");
  });
});

describe("G2 the books never change", () => {
  const tables = ["ledger_key", "ledger_entry", "ledger_posting"];
  const roles: readonly DatabaseRole[] = ["app", "operator", "ingest", "jobs"];
  const attempts = tables.flatMap((table) => [
    [table, `UPDATE ${table} SET ${table === "ledger_posting" ? "amount_minor = 1" : "content_hash = ''"}`],
    [table, `DELETE FROM ${table}`],
    [table, `TRUNCATE ${table}`],
  ]);

  test.each(roles.flatMap((role) => attempts.map(([, text = ""]) => [role, text] as const)))(
    "noren_%s may not: %s",
    async (role, text) => {
      await expect(transactSql(role, (sql) => sql(text))).rejects.toThrow(/permission denied/);
    },
  );

  test.each(attempts.map(([, text = ""]) => text))(
    "not even a superuser, whom no policy binds: %s",
    async (text) => {
      await withClient(database.urls.superuser, async (client) => {
        const known = await client.query("SELECT count(*)::int AS rows FROM ledger_key");
        expect(known.rows[0].rows).toBeGreaterThan(0);
        await expect(client.query(text)).rejects.toThrow(/append-only/);
      });
    },
  );

  test("the owner of the tables is bound by the same policies and triggers", async () => {
    await withClient(database.urls.noren_owner, async (client) => {
      for (const [table, text = ""] of attempts) {
        const rows = () => client.query(`SELECT count(*)::int AS rows FROM ${table}`);
        const before = (await rows()).rows;
        await client.query(text).catch((error: Error) => expect(error.message).toMatch(/append-only/));
        expect((await rows()).rows).toEqual(before);
      }
    });
  });
});
