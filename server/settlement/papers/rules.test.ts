import fc from "fast-check";
import { expect, test } from "vitest";
import { remainderOf } from "../rules";
import { figuresOf } from "../statement/rules";
import { returnedPerRate } from "./rules";

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

test("what is given back stands per rate, its tax rounded once for each", () => {
  const back = (taxBasisPoints: number, feeReturnedMinor: bigint) => ({ taxBasisPoints, feeReturnedMinor });
  const returns = [back(1_000, 105n), back(1_000, 105n), back(1_000, 105n), back(800, 99n), back(0, 50n)];
  expect(returnedPerRate(returns, "down")).toEqual([
    { basisPoints: 1_000, feeMinor: 315n, taxMinor: 31n },
    { basisPoints: 800, feeMinor: 99n, taxMinor: 7n },
    { basisPoints: 0, feeMinor: 50n, taxMinor: 0n },
  ]);
  expect(returnedPerRate([], "down")).toEqual([]);
});
