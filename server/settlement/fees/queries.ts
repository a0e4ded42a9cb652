import { z } from "zod";
import { ROUNDING_MODES } from "@/server/kernel/money";
import type { Sql } from "@/server/platform/db";

export type UnitRow = {
  readonly payout_group_id: string;
  readonly unit_key: string;
  readonly basis_points: number;
  readonly base_minor: bigint;
  readonly count: number;
};

/** Step 5: what each group's fee is rounded over; payments of the same remaining amount and rate stand in one row. */
export async function listFeeUnits(sql: Sql): Promise<UnitRow[]> {
  return sql<UnitRow>(
    `SELECT payout_group_id, unit_key, basis_points, base_minor, count(*)::int AS count FROM (
       SELECT payout_group_id, basis_points, sum(line.amount_minor)::bigint AS base_minor,
              CASE fee_rounding_unit WHEN 'day_wallet' THEN sale_day_on || ':' || COALESCE(wallet_id, '') || ':' || basis_points
                   ELSE basis_points::text END AS unit_key
       FROM line JOIN closing USING (payout_group_id)
       WHERE basis_points IS NOT NULL AND fee_rounding_unit <> 'payment'
       GROUP BY 1, 2, 4
       UNION ALL
       SELECT due.payout_group_id, rate.basis_points, sum(due.amount_minor)::bigint, rate.basis_points::text
       FROM due JOIN closing USING (payout_group_id)
       JOIN (SELECT DISTINCT payout_group_id, COALESCE(store_id, '') AS store_id, COALESCE(wallet_id, '') AS wallet_id,
                    sale_day_on, basis_points
             FROM line WHERE basis_points IS NOT NULL) rate
         ON rate.payout_group_id = due.payout_group_id AND rate.store_id = COALESCE(due.store_id, '')
        AND rate.wallet_id = COALESCE(due.wallet_id, '') AND rate.sale_day_on = due.sale_day_on
       WHERE closing.fee_rounding_unit = 'payment' AND due.class IN ('sales', 'refunds')
         AND due.original_statement_id IS NULL
       GROUP BY due.payout_group_id, rate.basis_points, due.payment_id
     ) unit GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4`,
  );
}

const lateRow = z.object({
  payout_group_id: z.string(),
  original_statement_id: z.string(),
  unit_key: z.string(),
  returned_now_minor: z.bigint(),
  returned_before_minor: z.bigint(),
  fee_base_minor: z.bigint(),
  fee_basis_points: z.number().int(),
  fee_rounding_mode: z.enum(ROUNDING_MODES),
  tax_basis_points: z.number().int(),
  is_exempt: z.boolean(),
});

/** What came back of earlier statements, with the terms that they were closed under. */
export type LateRow = z.infer<typeof lateRow>;

/** What an earlier statement left of one payment, from the entries that it summed. */
const LEFT_OF_PAYMENT = `
  (SELECT sum(CASE WHEN posting.from_account LIKE 'merchant:%:payable:%' THEN posting.amount_minor
                   ELSE -posting.amount_minor END)
   FROM (SELECT late.unit_key AS reference
         UNION ALL SELECT id FROM refund WHERE refund.payment_id = late.unit_key
         UNION ALL SELECT id FROM dispute WHERE dispute.payment_id = late.unit_key) part
   JOIN ledger_entry entry ON entry.reference = part.reference
   JOIN statement_entry summed ON summed.entry_id = entry.id AND summed.statement_id = late.original_statement_id
   JOIN ledger_posting posting ON posting.entry_id = entry.id
    AND (posting.from_account LIKE 'merchant:%:payable:%' OR posting.to_account LIKE 'merchant:%:payable:%'))`;

/** Step 6: late returns by payout group and by the unit that their fee was rounded over in the original statement. */
export async function listLateReturns(sql: Sql): Promise<LateRow[]> {
  const rows = await sql(
    `SELECT late.payout_group_id, late.original_statement_id, late.unit_key, late.returned_now_minor,
            late.basis_points AS fee_basis_points, original.fee_rounding_mode,
            CASE original.tax_class WHEN 'exempt' THEN 0 ELSE original.tax_basis_points END AS tax_basis_points,
            original.tax_class = 'exempt' AS is_exempt,
            COALESCE((SELECT sum(refunded_minor) FROM statement_return back
                      WHERE back.original_statement_id = late.original_statement_id AND back.unit_key = late.unit_key), 0)::bigint
              AS returned_before_minor,
            CASE original.fee_rounding_unit WHEN 'payment' THEN ${LEFT_OF_PAYMENT}
              ELSE (SELECT base_minor FROM statement_fee
                    WHERE statement_id = original.id AND unit_key = late.unit_key) END::bigint AS fee_base_minor
     FROM (
       SELECT due.payout_group_id, due.original_statement_id, sold.basis_points,
              CASE sold.fee_rounding_unit WHEN 'payment' THEN due.payment_id
                   WHEN 'day_wallet' THEN due.sale_day_on || ':' || COALESCE(due.wallet_id, '') || ':' || sold.basis_points
                   ELSE sold.basis_points::text END AS unit_key,
              -sum(due.amount_minor)::bigint AS returned_now_minor
       FROM due
       JOIN LATERAL (
         SELECT statement.fee_rounding_unit, COALESCE(
           (SELECT basis_points FROM statement_line
            WHERE statement_id = statement.id AND kind = 'sales' AND store_id = due.store_id AND wallet_id = due.wallet_id
              AND day_on = due.sale_day_on AND basis_points IS NOT NULL LIMIT 1), statement.fee_basis_points) AS basis_points
         FROM statement WHERE statement.id = due.original_statement_id
       ) sold ON true
       GROUP BY 1, 2, 3, 4
     ) late JOIN statement original ON original.id = late.original_statement_id
     ORDER BY 1, 2, 3`,
  );
  return z.array(lateRow).parse(rows);
}
