import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import { randomBytes } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { checkLedger } from "../check/queries";
import { bookEntries } from "../commands";
import { balanceOf, balancesByPrefix, owedOn } from "../queries";
import { accounts, type NewEntry } from "../rules";
import { closeDays, lastClosableDay } from "./commands";

const HOUR_MS = 3_600_000;
const payable = accounts.merchantPayable("mer_a", "pgr_a");
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

function sale(key: string, atMs: number, amountMinor: bigint): NewEntry {
  return {
    id: newId("entry", { nowMs: atMs, random: randomBytes }),
    key,
    kind: "payment",
    reference: key,
    tenantId: "mer_a",
    businessDayOn: "2026-11-20",
    occurredAtMs: atMs,
    bookedAtMs: atMs,
    postings: [{ from: payable, to: accounts.networkReceivable("NOREN_JP"), amountMinor, currency: "JPY" }],
  };
}

const at = (day: string, hour: number) => jstDayStartMs(toDay(day)) + hour * HOUR_MS;
const book = (...entries: NewEntry[]) => transactSql("ingest", (sql) => bookEntries(sql, entries));
const check = () => transactSql("jobs", checkLedger);
const jobs = () => sqlOfClient(poolFor("jobs"));

describe("checkpoints of closed days", () => {
  test("a day is closed an hour after midnight in Japan and not before", () => {
    expect(lastClosableDay(at("2026-11-23", 0.99))).toBe("2026-11-21");
    expect(lastClosableDay(at("2026-11-23", 1))).toBe("2026-11-22");
  });

  test("every day with entries is closed once, and balances are the same with checkpoints as without", async () => {
    await book(sale("a", at("2026-11-20", 0), 100n), sale("b", at("2026-11-20", 23.9), 20n));
    await book(sale("c", at("2026-11-22", 12), 3n), sale("d", at("2026-11-23", 9), 4000n));
    const before = await balancesByPrefix(jobs(), "");
    const now = at("2026-11-23", 10);
    const [one, two] = await Promise.all([closeDays({ now }), closeDays({ now })]);
    expect([...one, ...two].sort()).toEqual(["2026-11-20", "2026-11-22"]);
    expect(await closeDays({ now })).toEqual([]);
    expect(await balancesByPrefix(jobs(), "")).toEqual(before);
    expect(await owedOn(jobs(), payable)).toBe(4123n);
    expect(await balanceOf(jobs(), accounts.bank)).toBe(0n);
    expect(await check()).toMatchObject({ ok: true, entries: 4, problems: [] });
  });

  test("an entry with an older id reopens its day and the days after it", async () => {
    await book(sale("late", at("2026-11-21", 10), 50_000n));
    expect(await owedOn(jobs(), payable)).toBe(54_123n);
    expect(await check()).toMatchObject({ ok: true });
    expect(await closeDays({ now: at("2026-11-23", 10) })).toEqual(["2026-11-21", "2026-11-22"]);
    expect(await owedOn(jobs(), payable)).toBe(54_123n);
    expect(await check()).toMatchObject({ ok: true });
  });
});

describe("ledger check names what was tampered with", () => {
  /** Triggers and policies off, as only a superuser can. */
  async function tamper(text: string): Promise<void> {
    await withClient(database.urls.superuser, async (client) => {
      await client.query("SET session_replication_role = replica");
      await client.query(text);
    });
  }

  const cases: readonly [string, string, string][] = [
    [
      "a checkpoint",
      "UPDATE ledger_checkpoint SET balance_minor = balance_minor + 1 WHERE closed_on = '2026-11-21' AND account = 'network:NOREN_JP:receivable'",
      "UPDATE ledger_checkpoint SET balance_minor = balance_minor - 1 WHERE closed_on = '2026-11-21' AND account = 'network:NOREN_JP:receivable'",
    ],
    [
      "an amount",
      "UPDATE ledger_posting SET amount_minor = amount_minor + 1 WHERE from_account LIKE 'merchant:%' AND amount_minor = 4000",
      "UPDATE ledger_posting SET amount_minor = 4000 WHERE amount_minor = 4001",
    ],
    [
      "an account",
      "UPDATE ledger_posting SET to_account = 'network:X:cash' WHERE amount_minor = 4000",
      "UPDATE ledger_posting SET to_account = 'network:NOREN_JP:receivable' WHERE amount_minor = 4000",
    ],
    [
      "a business day",
      "UPDATE ledger_entry SET business_day_on = '2026-11-19' WHERE idempotency_key = 'd'",
      "UPDATE ledger_entry SET business_day_on = '2026-11-20' WHERE idempotency_key = 'd'",
    ],
    [
      "a tenant",
      "UPDATE ledger_posting SET tenant_id = 'mer_b' WHERE amount_minor = 4000",
      "UPDATE ledger_posting SET tenant_id = 'mer_a' WHERE amount_minor = 4000",
    ],
    [
      "a key",
      "UPDATE ledger_key SET content_hash = '\\x00' WHERE key = 'd'",
      "UPDATE ledger_key SET content_hash = (SELECT content_hash FROM ledger_entry WHERE idempotency_key = 'd') WHERE key = 'd'",
    ],
    [
      "a checkpoint removed",
      "UPDATE ledger_checkpoint SET account = 'merchant:mer_a:payable:pgr_z' WHERE closed_on = '2026-11-21' AND account LIKE 'merchant:%'",
      "UPDATE ledger_checkpoint SET account = 'merchant:mer_a:payable:pgr_a' WHERE account LIKE '%pgr_z'",
    ],
  ];

  test.each(cases)("%s", async (_name, change, restore) => {
    await tamper(change);
    const report = await check();
    await tamper(restore);
    expect(report.ok).toBe(false);
    expect(report.problems).not.toEqual([]);
    expect(await check()).toMatchObject({ ok: true });
  });

  test("clearing accounts that gave back more than they took, and lost rows", async () => {
    const inTransit: NewEntry = {
      ...sale("overpaid", at("2026-11-23", 11), 1n),
      kind: "payout_paid",
      tenantId: "acquirer",
      postings: [{ from: accounts.bank, to: accounts.payoutsInTransit, amountMinor: 7n, currency: "JPY" }],
    };
    await book(inTransit);
    expect((await check()).problems).toEqual([
      { problem: "clearing_overdrawn", subject: "acquirer:payouts_in_transit", detail: "7 JPY" },
    ]);
    await tamper("DELETE FROM ledger_posting WHERE amount_minor = 7");
    expect((await check()).problems).toContainEqual({
      problem: "entry_without_postings",
      subject: inTransit.id,
      detail: "overpaid",
    });
    await tamper("DELETE FROM ledger_entry WHERE idempotency_key = 'overpaid'");
    expect((await check()).problems).toContainEqual({ problem: "key_without_entry", subject: "overpaid" });
    await tamper("DELETE FROM ledger_key WHERE key = 'overpaid'");
    expect((await check()).ok).toBe(true);
  });
});

test("a merchant's people see the balances of their own tenant alone", async () => {
  const rows = await transactSql("app", async (sql) => {
    await sql("SELECT set_config('noren.tenant_id', 'mer_b', true)");
    return balancesByPrefix(sql, "");
  });
  expect(rows).toEqual([]);
  const own = await transactSql("app", async (sql) => {
    await sql("SELECT set_config('noren.tenant_id', 'mer_a', true)");
    return owedOn(sql, payable);
  });
  expect(own).toBe(54_123n);
});
