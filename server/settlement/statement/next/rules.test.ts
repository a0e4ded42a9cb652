import fc from "fast-check";
import { expect, test } from "vitest";
import { jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { remainderOf } from "../../rules";
import { expectedBasisPoints, expectedStatement, openPeriodEnd } from "./rules";

const at = (day: string, hour: number) => jstDayStartMs(toDay(day)) + hour * 3_600_000;

test("the open period ends with its cycle, also in the night in which the last day is not closed yet", () => {
  const on = (day: string, hour: number, lastThroughOn: string | null, cycle: "daily" | "monthly") =>
    openPeriodEnd({
      nowMs: at(day, hour),
      lastThroughOn: lastThroughOn === null ? null : toDay(lastThroughOn),
      cycle,
    });
  expect(on("2026-11-24", 12, "2026-11-23", "daily")).toBe("2026-11-24");
  expect(on("2026-11-25", 2, "2026-11-23", "daily")).toBe("2026-11-24");
  expect(on("2026-11-25", 2, "2026-11-24", "daily")).toBe("2026-11-25");
  expect(on("2026-11-25", 2, null, "daily")).toBe("2026-11-24");
  expect(on("2026-12-01", 2, "2026-10-31", "monthly")).toBe("2026-11-30");
  expect(on("2026-12-01", 5, "2026-11-30", "monthly")).toBe("2026-12-31");
});

test("the rate to expect is the contract's while it explains the last fee, and else what the last fee came to", () => {
  const rate = (feeBaseMinor: bigint, feesMinor: bigint) =>
    expectedBasisPoints({ feeBaseMinor, feesMinor, contractBasisPoints: 198, mode: "down" });
  expect(rate(420_120n, 8_318n)).toBe(198);
  expect(rate(1_000_000n, 0n)).toBe(0);
  expect(rate(1_000_000n, 17_600n)).toBe(176);
  expect(rate(105n, 3n)).toBe(198);
});

test("what is expected adds up, and is what a close of the same sums would pay", () => {
  const yen = (max: bigint) => fc.bigInt({ min: -max, max });
  const open = fc.record({
    owedMinor: yen(10_000_000n),
    openingMinor: yen(100_000n),
    adjustmentsMinor: yen(100_000n),
    returnedPayoutsMinor: fc.bigInt({ min: 0n, max: 1_000_000n }),
  });
  const terms = {
    feeBasisPoints: 198,
    feeRoundingMode: "down",
    taxBasisPoints: 1000,
    taxRoundingMode: "down",
    taxClass: "taxable",
    earlyFeeMinor: 0n,
    minimumPayoutMinor: 1n,
    transferFeeMinor: 200n,
  } as const;
  fc.assert(
    fc.property(open, (period) => {
      const expected = expectedStatement(period, terms);
      expect(remainderOf(expected)).toBe(0n);
      expect(expected.payoutMinor > 0n && expected.carriedMinor !== 0n).toBe(false);
    }),
  );
});
