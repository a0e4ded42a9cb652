import { expect, test } from "vitest";
import { barHeights, changePercent, payoutsByClose } from "./rules";

test("a change is told against the size of what was before, and of deductions how much more is deducted", () => {
  expect(changePercent(100n, 112n)).toBe("+12%");
  expect(changePercent(100n, 40n)).toBe("−60%");
  expect(changePercent(-268_888n, -27n)).toBe("−100%");
  expect(changePercent(-100n, -150n)).toBe("+50%");
  expect(changePercent(-100n, 50n)).toBe("+150%");
  expect(changePercent(0n, 50n)).toBeNull();
});

test("a chart stands on its highest amount, and what is below zero has no height", () => {
  expect(barHeights([1n, 2n, -5n, 0n])).toEqual([500, 1_000, 0, 0]);
  expect(barHeights([-5n])).toEqual([0]);
});

test("payouts of one close are one figure, whatever the number of payout groups, and the oldest comes first", () => {
  const paid = (throughOn: string, payoutMinor: bigint) => ({ throughOn, payoutMinor });
  expect(payoutsByClose([paid("2026-11-30", 5n), paid("2026-11-30", 7n), paid("2026-10-31", 0n)])).toEqual([
    paid("2026-10-31", 0n),
    paid("2026-11-30", 12n),
  ]);
});
