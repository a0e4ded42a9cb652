import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowPercent } from "@/bench/settlement-model";
import { toDay } from "@/server/kernel/calendar";
import { ROUNDING_MODES } from "@/server/kernel/money";
import {
  BANK_FILE_STATES,
  canBankFileBecome,
  canPayoutBecome,
  closePeriod,
  endsPeriod,
  type FeeUnit,
  feeGivenBack,
  PAYOUT_STATES,
  type PeriodSums,
  remainderOf,
  TAX_CLASSES,
  type Terms,
} from "./rules";

const TERMS: Terms = {
  feeRoundingMode: "down",
  taxBasisPoints: 1000,
  taxClass: "taxable",
  taxRoundingMode: "down",
  minimumPayoutMinor: 1n,
  transferFeeMinor: 0n,
  earlyFeeMinor: 0n,
};
const NOTHING: PeriodSums = {
  openingMinor: 0n,
  salesMinor: 0n,
  refundsMinor: 0n,
  adjustmentsMinor: 0n,
  returnedPayoutsMinor: 0n,
  feeUnits: [],
  lateReturns: [],
};

const unit = (baseMinor: bigint, basisPoints = 198, count = 1): FeeUnit => ({
  unitKey: `${basisPoints}`,
  basisPoints,
  baseMinor,
  count,
});

const amount = fc.bigInt({ min: 0n, max: 10_000_000n });
const basisPoints = fc.integer({ min: 0, max: 1000 });
const terms = fc.record({
  feeRoundingMode: fc.constantFrom(...ROUNDING_MODES),
  taxBasisPoints: fc.constantFrom(0, 800, 1000),
  taxClass: fc.constantFrom(...TAX_CLASSES),
  taxRoundingMode: fc.constantFrom(...ROUNDING_MODES),
  minimumPayoutMinor: fc.bigInt({ min: 1n, max: 5_000n }),
  transferFeeMinor: fc.constantFrom(0n, 200n, 660n),
  earlyFeeMinor: fc.constantFrom(0n, 300n),
});

describe("closing a period (G9)", () => {
  it("the figures of design.md's statement come out to the yen", () => {
    const sums = { ...NOTHING, salesMinor: 421_900n, refundsMinor: 1_780n, feeUnits: [unit(420_120n)] };
    const closed = closePeriod(sums, TERMS);
    expect(closed).toMatchObject({
      feesMinor: 8_318n,
      taxMinor: 831n,
      payoutMinor: 410_971n,
      carriedMinor: 0n,
    });
  });

  it("consumption tax is rounded once per statement: three fees of 105 yen bear 31 yen", () => {
    const feeUnits = [unit(105n, 10_000, 3)];
    const closed = closePeriod({ ...NOTHING, salesMinor: 315n, feeUnits }, TERMS);
    expect(closed.taxMinor).toBe(31n);
  });

  it("agrees with a slow, obvious reckoning", () => {
    fc.assert(
      fc.property(amount, amount, basisPoints, terms, (sales, refunds, rate, chosen) => {
        const back = refunds % (sales + 1n);
        const feeUnits = [unit(sales - back, rate)];
        const closed = closePeriod({ ...NOTHING, salesMinor: sales, refundsMinor: back, feeUnits }, chosen);
        const fee = slowPercent(sales - back, rate, chosen.feeRoundingMode);
        expect(closed.feesMinor).toBe(fee);
        const base = (chosen.taxClass === "exempt" ? 0n : fee) + closed.transferFeeMinor;
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
            unitKey: "324",
            taxBasisPoints: 1000,
            isExempt: false,
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
            adjustmentsMinor: adjusted,
            returnedPayoutsMinor: returned,
            feeUnits: [unit(sales - refunds)],
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
            unitKey: `${basisPoints}`,
            taxBasisPoints: 1000,
            isExempt: false,
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

describe("what fees are rounded over", () => {
  it("is the contract's: each payment, each day and wallet, or the statement", () => {
    const perPayment = { ...NOTHING, salesMinor: 315n, feeUnits: [unit(105n, 300, 3)] };
    expect(closePeriod(perPayment, TERMS).feesMinor).toBe(9n);
    const perStatement = { ...NOTHING, salesMinor: 346n, feeUnits: [unit(346n, 300)] };
    expect(closePeriod(perStatement, TERMS).feesMinor).toBe(10n);
  });

  it("an exempt fee bears no tax, and the transfer fee does", () => {
    const exempt = { ...TERMS, taxClass: "exempt" as const, transferFeeMinor: 200n, earlyFeeMinor: 300n };
    const closed = closePeriod({ ...NOTHING, salesMinor: 10_000n, feeUnits: [unit(10_000n)] }, exempt);
    expect(closed).toMatchObject({
      feesMinor: 198n,
      transferFeeMinor: 500n,
      earlyFeeMinor: 300n,
      taxMinor: 50n,
      payoutMinor: 9_252n,
    });
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
