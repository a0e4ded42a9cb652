import fc from "fast-check";
import { expect, test } from "vitest";
import { remainderOf } from "../rules";
import { figuresOf } from "../statement/rules";

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
