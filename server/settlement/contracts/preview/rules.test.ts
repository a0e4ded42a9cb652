import { expect, test } from "vitest";
import { scaled } from "./rules";

const totals = (minor: bigint) => ({
  feesMinor: minor,
  taxMinor: minor / 10n,
  transferFeeMinor: 0n,
  payoutMinor: -minor,
});

test("the sums of a part stand for all whom a rate concerns, and those of everyone stay as they are", () => {
  const preview = { statements: 3, before: totals(1_000n), after: totals(100n) };
  expect(scaled(preview, 1, 1)).toEqual(preview);
  expect(scaled(preview, 0, 0)).toEqual(preview);
  expect(scaled(preview, 5, 2)).toEqual({ statements: 8, before: totals(2_500n), after: totals(250n) });
});
