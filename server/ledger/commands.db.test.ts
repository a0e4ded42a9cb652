import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/server/kernel/ids";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { bookEntries } from "./commands";
import { accounts, type NewEntry } from "./rules";

const NOW = Date.parse("2026-11-22T03:00:00.123Z");
const DAY_MS = 86_400_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

function payment(key: string, change: Partial<NewEntry> = {}): NewEntry {
  return {
    id: newId("entry", { nowMs: NOW, random: randomBytes }),
    key,
    kind: "payment",
    reference: "pay_17637804001234567890",
    tenantId: "mer_a",
    businessDayOn: "2026-11-22",
    occurredAtMs: NOW,
    bookedAtMs: NOW,
    postings: [
      {
        from: accounts.merchantPayable("mer_a", "pgr_a"),
        to: accounts.networkReceivable("NOREN_JP"),
        amountMinor: 1280n,
        currency: "JPY",
      },
    ],
    ...change,
  };
}

const book = (entries: readonly NewEntry[]) => transactSql("ingest", (sql) => bookEntries(sql, entries));

async function rowsOf(key: string) {
  return sqlOfClient(poolFor("jobs"))<Record<string, unknown>>(
    `SELECT entry.*, posting.from_account, posting.to_account, posting.amount_minor, posting.currency
     FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
     WHERE entry.idempotency_key = $1`,
    [key],
  );
}

describe("G3 one event posts once, for ever", () => {
  test("of 20 copies that arrive at the same time one is booked", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => book([payment("copies")])));
    expect(results.filter((result) => result.booked === 1)).toHaveLength(1);
    expect(results.filter((result) => result.repeated === 1)).toHaveLength(19);
    expect(await rowsOf("copies")).toHaveLength(1);
  });

  test("batches that overlap in opposite order neither deadlock nor book twice", async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `overlap-${index}`);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        book((index % 2 === 0 ? keys : keys.toReversed()).map((key) => payment(key))),
      ),
    );
    expect(results.reduce((sum, result) => sum + result.booked, 0)).toBe(50);
    expect(results.reduce((sum, result) => sum + result.repeated, 0)).toBe(350);
  });

  test("a copy 25 hours or 90 days later, in another month's partition, is a repeat", async () => {
    await book([payment("late")]);
    for (const laterMs of [25 * 3_600_000, 90 * DAY_MS, 400 * DAY_MS]) {
      const id = newId("entry", { nowMs: NOW + laterMs, random: randomBytes });
      const copy = payment("late", { id, bookedAtMs: NOW + laterMs });
      expect(await book([copy])).toEqual({ booked: 0, repeated: 1 });
    }
    expect(await rowsOf("late")).toHaveLength(1);
  });

  test("copies inside one batch are booked once", async () => {
    expect(await book([payment("twins"), payment("twins")])).toEqual({ booked: 1, repeated: 1 });
  });
});

describe("G4 the same key with other content is refused and the original kept", () => {
  const [posting] = payment("shape").postings;
  if (!posting) throw new Error("a payment moves something");
  const changes: Record<string, Partial<NewEntry>> = {
    kind: { kind: "adjustment" },
    reference: { reference: "pay_17637804001234567891" },
    tenantId: {
      tenantId: "mer_b",
      postings: [{ ...posting, from: accounts.merchantPayable("mer_b", "pgr_a") }],
    },
    businessDayOn: { businessDayOn: "2026-11-23" },
    occurredAtMs: { occurredAtMs: NOW + 1 },
    from: { postings: [{ ...posting, from: accounts.merchantPayable("mer_a", "pgr_b") }] },
    to: { postings: [{ ...posting, to: accounts.networkReceivable("ALIPAY_CN") }] },
    direction: { postings: [{ ...posting, from: posting.to, to: posting.from }] },
    amountMinor: { postings: [{ ...posting, amountMinor: 1281n }] },
    currency: { postings: [{ ...posting, currency: "CNY" }] },
    "one posting more": { postings: [posting, posting] },
  };

  test.each(Object.entries(changes))("%s", async (name, change) => {
    const key = `changed-${name}`;
    await book([payment(key)]);
    const before = await rowsOf(key);
    const fresh = payment(`${key}-companion`);
    await expect(book([fresh, payment(key, change)])).rejects.toMatchObject({
      code: "idempotency_conflict",
      params: { key },
    });
    expect(await rowsOf(key)).toEqual(before);
    // The companion of the refused entry was in the same transaction, so it is not booked either.
    expect(await rowsOf(`${key}-companion`)).toEqual([]);
    expect(await book([payment(key)])).toEqual({ booked: 0, repeated: 1 });
  });

  test("of two contents that race for one key, the loser is told", async () => {
    const amounts = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];
    const results = await Promise.allSettled(
      amounts.map((amountMinor) => book([payment("race", { postings: [{ ...posting, amountMinor }] })])),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await rowsOf("race")).toHaveLength(1);
  });
});
