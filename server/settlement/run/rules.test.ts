import { expect, test } from "vitest";
import { feeGivenBack, type LateReturn } from "../rules";
import { bookingsOf } from "./rules";

const group = { tenant_id: "mer_a", payout_group_id: "pgr_a" };
const PAYABLE = "merchant:mer_a:payable:pgr_a";
const sums = {
  feeBaseMinor: 10_000n,
  feesMinor: 198n,
  feesReturnedMinor: 0n,
  transferFeeMinor: 0n,
  earlyFeeMinor: 0n,
  taxMinor: 19n,
  taxReturnedMinor: 0n,
  payoutMinor: 9_783n,
  carriedMinor: 0n,
};
const late = (isExempt: boolean): LateReturn => ({
  originalStatementId: "stm_1",
  unitKey: "198",
  feeBaseMinor: 10_000n,
  feeBasisPoints: 198,
  feeRoundingMode: "down",
  taxBasisPoints: isExempt ? 0 : 1_000,
  isExempt,
  returnedBeforeMinor: 0n,
  returnedNowMinor: 5_000n,
});
const moves = (of: ReturnType<typeof bookingsOf>, kind: string) =>
  of
    .filter((one) => one.kind === kind)
    .flatMap(({ postings }) => postings.map(({ from, to, amountMinor }) => [from, to, amountMinor]));

test("fees of contracts that are exempt from consumption tax are booked apart from taxable ones", () => {
  const taxable = bookingsOf({ group: { ...group, tax_class: "taxable" }, sums, late: [] });
  const exempt = bookingsOf({
    group: { ...group, tax_class: "exempt" },
    sums: { ...sums, taxMinor: 0n },
    late: [],
  });
  expect(moves(taxable, "fee")).toEqual([["acquirer:fee_revenue", PAYABLE, 198n]]);
  expect(moves(exempt, "fee")).toEqual([["acquirer:fee_revenue_exempt", PAYABLE, 198n]]);
  expect(moves(exempt, "tax")).toEqual([]);
});

test("a fee goes back to the account that it came from, whatever the contract says by now", () => {
  const both = [late(false), late(true)];
  const feesReturnedMinor = both.reduce((sum, one) => sum + feeGivenBack(one), 0n);
  const booked = bookingsOf({
    group: { ...group, tax_class: "taxable" },
    sums: { ...sums, feesReturnedMinor },
    late: both,
  });
  expect(moves(booked, "fee_returned")).toEqual([
    [PAYABLE, "acquirer:fee_revenue", 99n],
    [PAYABLE, "acquirer:fee_revenue_exempt", 99n],
  ]);
});
