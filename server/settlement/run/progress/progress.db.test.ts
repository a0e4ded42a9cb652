import { afterAll, beforeAll, expect, test } from "vitest";
import { AFTER, at, DAY, finance, NOON, openShops, sell } from "@/bench/settlement-bed";
import { read, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { runSettlement } from "../commands";
import { progressOf } from "./commands";
import { findProgress } from "./queries";

const desk = finance("per_maker", AFTER);
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
  await sell(at(NOON), { group: 0, amountMinor: 10_000n });
});
afterAll(() => database.drop());

const look = () => read(desk.scope, (tx) => findProgress(tx, desk.scope));

test("others see how far a run is while it runs, and nothing once it has ended, well or badly", async () => {
  expect(await look()).toBeNull();
  await transactSql("jobs", async (sql) => {
    const tell = progressOf(sql, DAY);
    await tell({ step: "gather", done: 0, of: 0 });
    expect(await look()).toEqual({ throughOn: DAY, step: "gather", done: 0, of: 0 });
    await tell({ step: "write", done: 2_000, of: 50_000 });
    expect(await look()).toEqual({ throughOn: DAY, step: "write", done: 2_000, of: 50_000 });
  });
  expect(await look()).toBeNull();
  const broken = transactSql("jobs", async (sql) => {
    await progressOf(sql, DAY)({ step: "fees", done: 0, of: 1 });
    throw new Error("killed");
  });
  await expect(broken).rejects.toThrow("killed");
  expect(await look()).toBeNull();
  await runSettlement(desk, { throughOn: DAY });
  expect(await look()).toBeNull();
});
