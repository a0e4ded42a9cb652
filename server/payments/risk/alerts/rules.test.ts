import { expect, test } from "vitest";
import { rulesMet, type StoreDay } from "./rules";

const QUIET: StoreDay = {
  sales: 40,
  refunds: 1,
  nightSales: 0,
  usualSales: 1_000,
  usualNightSales: 2,
  burst: 1,
  burstMinor: 1_280n,
};

test("an ordinary day raises nothing", () => {
  expect(rulesMet(QUIET)).toEqual([]);
});

test("many refunds are five and a fifth of the sales, so that a busy shop may have five", () => {
  expect(rulesMet({ ...QUIET, sales: 25, refunds: 5 })).toEqual(["many_refunds"]);
  expect(rulesMet({ ...QUIET, sales: 26, refunds: 5 })).toEqual([]);
  expect(rulesMet({ ...QUIET, sales: 4, refunds: 4 })).toEqual([]);
});

test("night sales are odd at a shop that never sold at night, and not at a bar or a new shop", () => {
  expect(rulesMet({ ...QUIET, nightSales: 3 })).toEqual(["night_sales"]);
  expect(rulesMet({ ...QUIET, nightSales: 3, usualNightSales: 10 })).toEqual([]);
  expect(rulesMet({ ...QUIET, nightSales: 30, usualSales: 49, usualNightSales: 0 })).toEqual([]);
});

test("three payments of one shopper within minutes are odd when they add up to much", () => {
  expect(rulesMet({ ...QUIET, burst: 3, burstMinor: 50_000n })).toEqual(["split_payments"]);
  expect(rulesMet({ ...QUIET, burst: 3, burstMinor: 49_999n })).toEqual([]);
  expect(rulesMet({ ...QUIET, burst: 2, burstMinor: 900_000n })).toEqual([]);
});
