import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { PAYOUT_STATES } from "@/server/settlement/rules";
import { yenAmount } from "../rules";
import type { ApiPayout } from "../schema";

type Where = { readonly id?: string | { readonly lt: string } };

/** Payouts of a tenant with the figures that sum to each, newest first. */
export async function findPayouts(
  tx: Tx,
  scope: Pick<MerchantScope, "tenantId">,
  { where, take }: { readonly where: Where; readonly take: number },
): Promise<ApiPayout[]> {
  const payouts = await tx.payout.findMany({
    where: { ...where, tenantId: scope.tenantId },
    orderBy: { id: "desc" },
    take,
    select: { id: true, statementId: true, state: true, amountMinor: true, payOn: true },
  });
  const statements = await tx.statement.findMany({
    where: { id: { in: payouts.map((payout) => payout.statementId) }, tenantId: scope.tenantId },
    select: {
      id: true,
      fromOn: true,
      throughOn: true,
      invoiceNumber: true,
      openingMinor: true,
      salesMinor: true,
      refundsMinor: true,
      feesMinor: true,
      feesReturnedMinor: true,
      transferFeeMinor: true,
      taxMinor: true,
      taxReturnedMinor: true,
      adjustmentsMinor: true,
      returnedPayoutsMinor: true,
      carriedMinor: true,
    },
  });
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  return payouts.flatMap((payout) => {
    const statement = byId.get(payout.statementId);
    const state = PAYOUT_STATES.find((known) => known === payout.state);
    return statement && state ? [apiPayoutOf({ ...payout, state }, statement)] : [];
  });
}

type PayoutRow = {
  readonly id: string;
  readonly statementId: string;
  readonly state: ApiPayout["state"];
  readonly amountMinor: bigint;
  readonly payOn: string;
};
type StatementRow = {
  readonly fromOn: string;
  readonly throughOn: string;
  readonly invoiceNumber: bigint | null;
  readonly openingMinor: bigint;
  readonly salesMinor: bigint;
  readonly refundsMinor: bigint;
  readonly feesMinor: bigint;
  readonly feesReturnedMinor: bigint;
  readonly transferFeeMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxReturnedMinor: bigint;
  readonly adjustmentsMinor: bigint;
  readonly returnedPayoutsMinor: bigint;
  readonly carriedMinor: bigint;
};

function apiPayoutOf(payout: PayoutRow, statement: StatementRow): ApiPayout {
  return {
    id: payout.id,
    statementId: payout.statementId,
    state: payout.state,
    amount: yenAmount(payout.amountMinor),
    payOn: payout.payOn,
    fromOn: statement.fromOn,
    throughOn: statement.throughOn,
    invoiceNumber: statement.invoiceNumber?.toString() ?? null,
    opening: yenAmount(statement.openingMinor),
    sales: yenAmount(statement.salesMinor),
    refunds: yenAmount(statement.refundsMinor),
    fees: yenAmount(statement.feesMinor),
    feesReturned: yenAmount(statement.feesReturnedMinor),
    transferFee: yenAmount(statement.transferFeeMinor),
    tax: yenAmount(statement.taxMinor),
    taxReturned: yenAmount(statement.taxReturnedMinor),
    adjustments: yenAmount(statement.adjustmentsMinor),
    returnedPayouts: yenAmount(statement.returnedPayoutsMinor),
    carried: yenAmount(statement.carriedMinor),
  };
}
