import { addDays, type Day, jstDay, monthEnd } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { rateSql } from "../queries";
import type { ContractTerms } from "../schema";
import { previewOf, type ShownStatement } from "./rules";

type UnitRow = {
  readonly statement_id: string;
  readonly basis_points: number;
  readonly base_minor: bigint;
  readonly count: number;
};

/** The month before the one of an instant, first and last day in JST. */
function lastMonthOf(nowMs: number): { readonly fromOn: Day; readonly throughOn: Day } {
  const today = jstDay(nowMs);
  const throughOn = addDays(today, -Number(today.slice(8)));
  return { fromOn: addDays(monthEnd(addDays(throughOn, -31)), 1), throughOn };
}

const PAYABLE = "LIKE 'merchant:%:payable:%'";

/**
 * What other terms would have made of a merchant's statements of last month: the same sales and refunds, other fees,
 * tax and transfer fee. What came back of earlier statements, and what was carried, stay as they were.
 * @throws DomainError not_found for a merchant that does not exist
 */
export async function previewTerms(
  tx: Tx,
  _scope: OperatorScope,
  args: { merchantId: string; terms: ContractTerms; nowMs: number },
) {
  const merchant = await tx.merchant.findUnique({ where: { id: args.merchantId }, select: { id: true } });
  if (!merchant) throw new DomainError("not_found");
  const month = lastMonthOf(args.nowMs);
  const statements = await listStatementsOf(tx, args.merchantId, month);
  const units = await listUnits(tx, args, month);
  return { ...month, ...previewOf(statements, units, args.terms) };
}

async function listStatementsOf(tx: Tx, merchantId: string, month: { fromOn: Day; throughOn: Day }) {
  const rows: ShownStatement[] = await tx.statement.findMany({
    where: { tenantId: merchantId, throughOn: { gte: month.fromOn, lte: month.throughOn } },
    select: {
      id: true,
      throughOn: true,
      openingMinor: true,
      salesMinor: true,
      refundsMinor: true,
      adjustmentsMinor: true,
      returnedPayoutsMinor: true,
      feesMinor: true,
      feesReturnedMinor: true,
      taxMinor: true,
      taxReturnedMinor: true,
      transferFeeMinor: true,
      earlyFeeMinor: true,
      payoutMinor: true,
      isFinal: true,
    },
    orderBy: { throughOn: "asc" },
  });
  return rows;
}

/** What the fees of these statements would be rounded over: each sale with what was taken back of it in its statement. */
async function listUnits(
  tx: Tx,
  args: { merchantId: string; terms: ContractTerms },
  month: { fromOn: Day; throughOn: Day },
): Promise<UnitRow[]> {
  const rate = rateSql({
    merchantId: "$1",
    mcc: "store.mcc",
    walletId: "sold.wallet_id",
    dayOn: "sold.day_on",
    ownBasisPoints: "$4::int",
    followsPriceList: "$5::boolean",
  });
  return sqlOfTx(tx)<UnitRow>(
    `WITH moved AS (
       SELECT summed.statement_id, entry.kind, entry.business_day_on AS day_on,
              COALESCE(refund.payment_id, dispute.payment_id, entry.reference) AS payment_id,
              CASE WHEN posting.from_account ${PAYABLE} THEN posting.amount_minor ELSE -posting.amount_minor END AS amount_minor
       FROM statement JOIN statement_entry summed ON summed.statement_id = statement.id
       JOIN ledger_entry entry ON entry.id = summed.entry_id
       JOIN ledger_posting posting ON posting.entry_id = entry.id
        AND (posting.from_account ${PAYABLE} OR posting.to_account ${PAYABLE})
       LEFT JOIN refund ON refund.id = entry.reference
       LEFT JOIN dispute ON dispute.id = entry.reference
       WHERE statement.tenant_id = $1 AND statement.through_on BETWEEN $2 AND $3
         AND entry.kind NOT IN ('adjustment', 'correction', 'payout_returned')
     ), sold AS (
       SELECT statement_id, payment_id, min(day_on) FILTER (WHERE kind = 'payment') AS day_on,
              payment.wallet_id, payment.store_id, sum(moved.amount_minor)::bigint AS amount_minor
       FROM moved JOIN payment ON payment.id = moved.payment_id
       GROUP BY statement_id, payment_id, payment.wallet_id, payment.store_id
       HAVING bool_or(kind = 'payment')
     ), rated AS (
       SELECT sold.*, ${rate} AS basis_points FROM sold LEFT JOIN store ON store.id = sold.store_id
     ), unit AS (
       SELECT statement_id, basis_points, sum(amount_minor)::bigint AS base_minor FROM rated
       GROUP BY statement_id, basis_points, CASE $6::text WHEN 'payment' THEN payment_id
         WHEN 'day_wallet' THEN day_on || ':' || COALESCE(wallet_id, '') ELSE '' END
     )
     SELECT statement_id, basis_points, base_minor, count(*)::int AS count FROM unit GROUP BY 1, 2, 3`,
    [
      args.merchantId,
      month.fromOn,
      month.throughOn,
      args.terms.feeBasisPoints,
      args.terms.followsPriceList,
      args.terms.feeRoundingUnit,
    ],
  );
}
