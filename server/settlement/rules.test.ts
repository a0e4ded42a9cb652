import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { ROUNDING_MODES, type RoundingMode } from "@/server/kernel/money";
import {
  BANK_FILE_STATES,
  canBankFileBecome,
  canPayoutBecome,
  closePeriod,
  endsPeriod,
  feeGivenBack,
  PAYOUT_STATES,
  type PeriodSums,
  remainderOf,
  type Terms,
} from "./rules";

const TERMS: Terms = {
  feeBasisPoints: 198,
  feeRoundingMode: "down",
  taxBasisPoints: 1000,
  taxRoundingMode: "down",
  minimumPayoutMinor: 1n,
  transferFeeMinor: 0n,
};
const NOTHING: PeriodSums = {
  openingMinor: 0n,
  salesMinor: 0n,
  refundsMinor: 0n,
  refundsOfPeriodMinor: 0n,
  adjustmentsMinor: 0n,
  returnedPayoutsMinor: 0n,
  lateReturns: [],
};

/** Slow and obvious: decimal text long division instead of the product's rounding. */
function slowPercent(amount: bigint, basisPoints: number, mode: RoundingMode): bigint {
  const negative = amount < 0n;
  let rest = (negative ? -amount : amount) * BigInt(basisPoints);
  let yen = 0n;
  for (let step = 10n ** 18n; step >= 1n; step /= 10n) {
    while (rest >= step * 10_000n) {
      rest -= step * 10_000n;
      yen += step;
    }
  }
  const up =
    (mode === "up" && rest > 0n) ||
    (mode === "half_up" && rest >= 5_000n) ||
    (mode === "half_even" && (rest > 5_000n || (rest === 5_000n && yen % 2n === 1n)));
  const rounded = up ? yen + 1n : yen;
  return negative ? -rounded : rounded;
}

const amount = fc.bigInt({ min: 0n, max: 10_000_000n });
const terms = fc.record({
  feeBasisPoints: fc.integer({ min: 0, max: 1000 }),
  feeRoundingMode: fc.constantFrom(...ROUNDING_MODES),
  taxBasisPoints: fc.constantFrom(0, 800, 1000),
  taxRoundingMode: fc.constantFrom(...ROUNDING_MODES),
  minimumPayoutMinor: fc.bigInt({ min: 1n, max: 5_000n }),
  transferFeeMinor: fc.constantFrom(0n, 200n, 660n),
});

describe("closing a period (G9)", () => {
  it("the figures of design.md's statement come out to the yen", () => {
    const sums = { ...NOTHING, salesMinor: 421_900n, refundsMinor: 1_780n, refundsOfPeriodMinor: 1_780n };
    const closed = closePeriod(sums, TERMS);
    expect(closed).toMatchObject({
      feesMinor: 8_318n,
      taxMinor: 831n,
      payoutMinor: 410_971n,
      carriedMinor: 0n,
    });
  });

  it("consumption tax is rounded once per statement: three fees of 105 yen bear 31 yen", () => {
    const closed = closePeriod({ ...NOTHING, salesMinor: 315n }, { ...TERMS, feeBasisPoints: 10_000 });
    expect(closed.taxMinor).toBe(31n);
  });

  it("agrees with a slow, obvious reckoning", () => {
    fc.assert(
      fc.property(amount, amount, terms, (sales, refunds, chosen) => {
        const back = refunds % (sales + 1n);
        const sums = { ...NOTHING, salesMinor: sales, refundsMinor: back, refundsOfPeriodMinor: back };
        const closed = closePeriod(sums, chosen);
        const fee = slowPercent(sales - back, chosen.feeBasisPoints, chosen.feeRoundingMode);
        expect(closed.feesMinor).toBe(fee);
        const base = fee + closed.transferFeeMinor;
        expect(closed.taxMinor).toBe(slowPercent(base, chosen.taxBasisPoints, chosen.taxRoundingMode));
      }),
    );
  });

  it("whatever happened in it, a statement sums to its payout and what is carried", () => {
    const signed = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });
    fc.assert(
      fc.property(
        signed,
        amount,
        amount,
        amount,
        signed,
        amount,
        terms,
        (opening, sales, refunds, late, adjusted, returned, chosen) => {
          const lateReturn = {
            originalStatementId: "stm_1",
            feeBaseMinor: late + 5_000n,
            feeBasisPoints: 324,
            feeRoundingMode: "down" as const,
            returnedBeforeMinor: 0n,
            returnedNowMinor: late,
          };
          const sums = {
            openingMinor: opening,
            salesMinor: sales,
            refundsMinor: refunds + late,
            refundsOfPeriodMinor: refunds,
            adjustmentsMinor: adjusted,
            returnedPayoutsMinor: returned,
            lateReturns: [lateReturn],
          };
          const closed = closePeriod(sums, chosen);
          expect(remainderOf({ ...sums, ...closed })).toBe(0n);
          expect(closed.payoutMinor).toBeGreaterThanOrEqual(0n);
          expect(closed.payoutMinor === 0n || closed.carriedMinor === 0n).toBe(true);
          if (closed.payoutMinor > 0n)
            expect(closed.payoutMinor).toBeGreaterThanOrEqual(chosen.minimumPayoutMinor);
        },
      ),
    );
  });

  it("a negative balance is carried and bears no transfer fee (G14)", () => {
    const closed = closePeriod({ ...NOTHING, refundsMinor: 500n }, { ...TERMS, transferFeeMinor: 200n });
    expect(closed).toMatchObject({ payoutMinor: 0n, carriedMinor: -500n, transferFeeMinor: 0n });
  });

  it("refunds spread over any number of later statements give back the whole fee, no more and no less", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 9_999n }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 999 }),
        (parts, basisPoints) => {
          const base = parts.reduce((sum, part) => sum + part, 0n);
          const original = {
            originalStatementId: "stm_1",
            feeBaseMinor: base,
            feeBasisPoints: basisPoints,
            feeRoundingMode: "down" as const,
          };
          let before = 0n;
          let given = 0n;
          for (const part of parts) {
            given += feeGivenBack({ ...original, returnedBeforeMinor: before, returnedNowMinor: part });
            before += part;
          }
          expect(given).toBe(slowPercent(base, basisPoints, "down"));
        },
      ),
    );
  });
});

describe("cycles", () => {
  it("a month closes on its last day, and twice a month on the 15th too", () => {
    expect(endsPeriod("monthly", toDay("2028-02-29"))).toBe(true);
    expect(endsPeriod("monthly", toDay("2028-02-28"))).toBe(false);
    expect(endsPeriod("twice_monthly", toDay("2026-11-15"))).toBe(true);
    expect(endsPeriod("twice_monthly", toDay("2026-11-30"))).toBe(true);
    expect(endsPeriod("daily", toDay("2026-11-16"))).toBe(true);
  });
});

describe("states", () => {
  it("a returned payout is final, and a paid one can only come back", () => {
    for (const to of PAYOUT_STATES) {
      expect(canPayoutBecome("paid", to)).toBe(to === "returned");
      expect(canPayoutBecome("returned", to)).toBe(false);
    }
  });

  it("a bank file is never issued without the release, and never leaves its end", () => {
    expect(canBankFileBecome("draft", "issued")).toBe(false);
    for (const to of BANK_FILE_STATES) {
      expect(canBankFileBecome("accepted", to)).toBe(false);
      expect(canBankFileBecome("withdrawn", to)).toBe(false);
    }
  });
});
