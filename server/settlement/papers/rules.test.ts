import fc from "fast-check";
import { expect, test } from "vitest";
import { remainderOf } from "../rules";
import { figuresOf } from "../statement/rules";
import { MOST_LINES_BY_DAY, paperLines } from "./rules";

const yen = fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n });

test("the figures in their order add up to payout plus carried exactly when the statement does", () => {
  const statement = fc.record({
    openingMinor: yen,
    salesMinor: yen,
    refundsMinor: yen,
    feeBaseMinor: yen,
    feesMinor: yen,
    feesReturnedMinor: yen,
    transferFeeMinor: yen,
    taxMinor: yen,
    taxReturnedMinor: yen,
    adjustmentsMinor: yen,
    returnedPayoutsMinor: yen,
    payoutMinor: yen,
    carriedMinor: yen,
  });
  fc.assert(
    fc.property(statement, (s) => {
      const added = figuresOf(s).reduce((sum, { minor }) => sum + minor, 0n);
      expect(added - s.payoutMinor - s.carriedMinor).toBe(remainderOf(s));
    }),
  );
});

test("lines that are summed over the days keep every sum and count by kind, store and wallet", () => {
  const lines = Array.from({ length: MOST_LINES_BY_DAY + 500 }, (_, at) => ({
    kind: at % 7 === 0 ? "refunds" : "sales",
    dayOn: `2026-11-${String((at % 30) + 1).padStart(2, "0")}`,
    storeName: `店 ${at % 40}`,
    walletName: at % 2 === 0 ? "Noren Pay" : "Alipay",
    count: at,
    amountMinor: BigInt(at * 13),
  }));
  const summed = paperLines(lines);
  const total = (of: readonly { count: number; amountMinor: bigint }[]) =>
    of.reduce((sum, line) => ({ count: sum.count + line.count, minor: sum.minor + line.amountMinor }), {
      count: 0,
      minor: 0n,
    });
  expect(summed.length).toBeLessThan(lines.length / 2);
  for (const kind of ["sales", "refunds"]) {
    const of = (all: typeof lines | typeof summed) => total(all.filter((line) => line.kind === kind));
    expect(of(summed)).toEqual(of(lines));
  }
  expect(paperLines(lines.slice(0, MOST_LINES_BY_DAY))).toHaveLength(MOST_LINES_BY_DAY);
});
