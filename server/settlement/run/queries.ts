import { z } from "zod";
import { addDays, type Day, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import { ROUNDING_MODES } from "@/server/kernel/money";
import type { Sql } from "@/server/platform/db";
import { HOLIDAY_DIRECTIONS } from "../calendar/rules";
import { rateSql } from "../contracts/queries";
import { CYCLES, ROUNDING_UNITS, TAX_CLASSES } from "../rules";
import type { Closing } from "./rules";

/** Kinds of entries that a statement sums; the settlement's own bookings are not among them. */
export const STATEMENT_KINDS = {
  // A cancelled sale is taken back by a reversal.
  sales: ["payment", "reversal"],
  refunds: ["refund_opened", "refund_refused", "dispute_opened", "dispute_won"],
  adjustments: ["adjustment", "correction"],
  returned_payouts: ["payout_returned"],
} as const;

const KIND_LIST = Object.values(STATEMENT_KINDS).flat();

/**
 * Step 1: the payout groups that close, with the contract that is valid on the day and what the last statement carried,
 * into the temporary table `closing`. They are those whose cycle ends, those that asked for an early payout before the
 * cut-off, and those of merchants whose contract has ended. `floor_on` is how far back entries can be that no
 * statement has summed.
 */
export async function gatherClosing(sql: Sql, closing: Closing): Promise<void> {
  await sql(
    `CREATE TEMP TABLE closing ON COMMIT DROP AS
     SELECT payout_group.id AS payout_group_id, payout_group.tenant_id, payout_group.merchant_id,
            payout_group.bank_account_id, merchant.is_ended AS is_final, early.id AS early_id,
            CASE WHEN contract.cycle = ANY($3::text[]) OR merchant.is_ended THEN 0 ELSE COALESCE(early.fee_minor, 0) END::bigint
              AS early_fee_minor,
            early.id IS NOT NULL AND NOT (contract.cycle = ANY($3::text[]) OR merchant.is_ended) AS is_early,
            contract.fee_basis_points, contract.fee_rounding_unit, contract.fee_rounding_mode,
            contract.tax_basis_points, contract.tax_class, contract.tax_rounding_mode, contract.cycle,
            contract.payout_offset_bank_days, contract.pay_day_of_month, contract.holiday_direction,
            contract.minimum_payout_minor, contract.follows_price_list,
            CASE WHEN contract.transfer_fee_bearer = 'merchant' THEN contract.transfer_fee_minor ELSE 0 END::bigint
              AS transfer_fee_minor,
            last.through_on AS last_through_on, COALESCE(last.carried_minor, 0)::bigint AS opening_minor,
            COALESCE(last.is_final, false) AS had_final,
            CASE WHEN early.id IS NOT NULL OR (merchant.is_ended AND NOT COALESCE(last.is_final, false))
                   OR (contract.version > 1 AND contract.valid_from_on > $4::jsonb ->> contract.cycle)
                 THEN $5::text ELSE $4::jsonb ->> contract.cycle END AS floor_on
     FROM payout_group
     JOIN (SELECT id, state = 'terminated' AND terminated_at < to_timestamp($2::bigint / 1000.0) AS is_ended
           FROM merchant) merchant ON merchant.id = payout_group.merchant_id
     JOIN LATERAL (
       SELECT * FROM contract
       WHERE contract.merchant_id = payout_group.merchant_id AND contract.valid_from_on <= $1
         AND (contract.valid_through_on IS NULL OR contract.valid_through_on >= $1)
       ORDER BY contract.version DESC LIMIT 1
     ) contract ON true
     LEFT JOIN LATERAL (
       SELECT through_on, carried_minor, is_final FROM statement
       WHERE statement.payout_group_id = payout_group.id ORDER BY through_on DESC LIMIT 1
     ) last ON true
     LEFT JOIN early_payout early ON early.payout_group_id = payout_group.id AND early.state = 'requested'
       AND early.requested_at < to_timestamp($2::bigint / 1000.0)
     WHERE contract.cycle = ANY($3::text[]) OR merchant.is_ended OR early.id IS NOT NULL`,
    [
      closing.throughOn,
      jstDayStartMs(addDays(closing.throughOn, 1)),
      closing.cycles,
      JSON.stringify(closing.floors),
      closing.widestOn,
    ],
  );
  await sql("CREATE INDEX ON closing (payout_group_id)");
  await sql("ANALYZE closing");
}

/**
 * Step 2: what no statement sums yet of these groups into the temporary table `due`: one row per ledger entry that
 * moves what we owe a group, booked before the end of the day, with the sale it belongs to. Positive amounts are owed to
 * the merchant. A refund, dispute or reversal whose sale an earlier statement has summed names that statement.
 */
export async function gatherDueEntries(sql: Sql, throughOn: Day): Promise<void> {
  const [floor] = await sql<{ floor_on: Day | null }>("SELECT min(floor_on) AS floor_on FROM closing");
  const fromMs = floor?.floor_on ? jstDayStartMs(floor.floor_on) : 0;
  await sql(
    `CREATE TEMP TABLE due ON COMMIT DROP AS
     SELECT entry.id AS entry_id, closing.tenant_id, closing.payout_group_id,
            CASE WHEN entry.kind IN ('payment', 'reversal') THEN 'sales'
                 WHEN entry.kind IN ('adjustment', 'correction') THEN 'adjustments'
                 WHEN entry.kind = 'payout_returned' THEN 'returned_payouts'
                 ELSE 'refunds' END AS class,
            entry.kind, entry.reference, entry.business_day_on AS day_on, entry.business_day_on AS sale_day_on,
            payment.id AS payment_id, payment.store_id, payment.wallet_id, NULL::text AS original_statement_id,
            moved.amount_minor
     FROM ledger_entry entry
     JOIN (
       SELECT entry_id, from_account AS account, amount_minor FROM ledger_posting
       WHERE entry_id >= $1 AND from_account LIKE 'merchant:%:payable:%'
       UNION ALL
       SELECT entry_id, to_account, -amount_minor FROM ledger_posting
       WHERE entry_id >= $1 AND to_account LIKE 'merchant:%:payable:%'
     ) moved ON moved.entry_id = entry.id
     JOIN closing ON closing.payout_group_id = split_part(moved.account, ':', 4)
     LEFT JOIN payment ON entry.kind IN ('payment', 'reversal') AND payment.id = entry.reference
     WHERE entry.id >= $1 AND entry.booked_at < to_timestamp($2::bigint / 1000.0) AND entry.kind = ANY($3::text[])
       AND NOT EXISTS (SELECT 1 FROM statement_entry summed WHERE summed.entry_id = entry.id AND summed.entry_id >= $1)`,
    [idFloor("entry", fromMs), jstDayStartMs(addDays(throughOn, 1)), KIND_LIST],
  );
  await sql("ANALYZE due");
  await findSales(sql);
}

async function findSales(sql: Sql): Promise<void> {
  await sql(
    `CREATE TEMP TABLE sold ON COMMIT DROP AS
     SELECT due.entry_id, found.payment_id, found.store_id, found.wallet_id, sale.business_day_on AS sale_day_on,
            summed.statement_id
     FROM due
     LEFT JOIN refund ON refund.id = due.reference
     LEFT JOIN dispute ON dispute.id = due.reference
     CROSS JOIN LATERAL (SELECT COALESCE(refund.payment_id, dispute.payment_id, due.payment_id) AS payment_id,
                                COALESCE(refund.store_id, dispute.store_id, due.store_id) AS store_id,
                                COALESCE(refund.wallet_id, dispute.wallet_id, due.wallet_id) AS wallet_id) found
     LEFT JOIN ledger_entry sale ON sale.reference = found.payment_id AND sale.kind = 'payment'
     LEFT JOIN statement_entry summed ON summed.entry_id = sale.id
     WHERE due.class = 'refunds' OR due.kind = 'reversal'`,
  );
  await sql(
    `UPDATE due SET payment_id = sold.payment_id, store_id = sold.store_id, wallet_id = sold.wallet_id,
            sale_day_on = COALESCE(sold.sale_day_on, due.day_on), original_statement_id = sold.statement_id
     FROM sold WHERE sold.entry_id = due.entry_id`,
  );
}

/**
 * Step 3: `due` summed by store, wallet and day into the temporary table `line`, each with the rate that its sales bear.
 * Late returns have none: they go by the rate of their own statement.
 */
export async function gatherLines(sql: Sql): Promise<void> {
  const rate = rateSql({
    merchantId: "closing.merchant_id",
    mcc: "store.mcc",
    areaId: "store.area_id",
    walletId: "summed.wallet_id",
    dayOn: "summed.sale_day_on",
    ownBasisPoints: "closing.fee_basis_points",
    followsPriceList: "closing.follows_price_list",
  });
  await sql(
    `CREATE TEMP TABLE line ON COMMIT DROP AS
     SELECT summed.*, CASE WHEN class IN ('sales', 'refunds') AND NOT is_late THEN ${rate} END AS basis_points
     FROM (
       SELECT payout_group_id, class, kind = 'payment' AS is_sale, original_statement_id IS NOT NULL AS is_late, store_id,
              wallet_id, day_on, sale_day_on, count(*)::int AS count, sum(amount_minor)::bigint AS amount_minor
       FROM due GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
     ) summed
     JOIN closing USING (payout_group_id)
     LEFT JOIN store ON store.id = summed.store_id`,
  );
  await sql("ANALYZE line");
}

const groupRow = z.object({
  payout_group_id: z.string(),
  tenant_id: z.string(),
  bank_account_id: z.string().nullable(),
  is_final: z.boolean(),
  is_early: z.boolean(),
  early_id: z.string().nullable(),
  early_fee_minor: z.bigint(),
  fee_basis_points: z.number().int(),
  fee_rounding_unit: z.enum(ROUNDING_UNITS),
  fee_rounding_mode: z.enum(ROUNDING_MODES),
  tax_basis_points: z.number().int(),
  tax_class: z.enum(TAX_CLASSES),
  tax_rounding_mode: z.enum(ROUNDING_MODES),
  cycle: z.enum(CYCLES),
  payout_offset_bank_days: z.number().int(),
  pay_day_of_month: z.number().int().nullable(),
  holiday_direction: z.enum(HOLIDAY_DIRECTIONS),
  minimum_payout_minor: z.bigint(),
  transfer_fee_minor: z.bigint(),
  last_through_on: z.string().nullable(),
  opening_minor: z.bigint(),
  first_day_on: z.string(),
  sales_minor: z.bigint(),
  sales_count: z.number().int(),
  refunds_minor: z.bigint(),
  refunds_count: z.number().int(),
  adjustments_minor: z.bigint(),
  returned_payouts_minor: z.bigint(),
});

/** A payout group that gets a statement: its sums, its terms and what the last statement carried. */
export type DueGroup = z.infer<typeof groupRow>;

/**
 * Step 4: the sums by payout group. A group without anything due gets a statement only for its last one, or when it
 * asked for a balance that was carried to be paid early.
 */
export async function listDueGroups(sql: Sql, throughOn: Day): Promise<DueGroup[]> {
  const rows = await sql(
    `WITH summed AS (
       SELECT payout_group_id, min(day_on) AS first_day_on,
              COALESCE(sum(amount_minor) FILTER (WHERE class = 'sales'), 0)::bigint AS sales_minor,
              COALESCE(sum(count) FILTER (WHERE class = 'sales'), 0)::int AS sales_count,
              COALESCE(-sum(amount_minor) FILTER (WHERE class = 'refunds'), 0)::bigint AS refunds_minor,
              COALESCE(sum(count) FILTER (WHERE class = 'refunds'), 0)::int AS refunds_count,
              COALESCE(sum(amount_minor) FILTER (WHERE class = 'adjustments'), 0)::bigint AS adjustments_minor,
              COALESCE(sum(amount_minor) FILTER (WHERE class = 'returned_payouts'), 0)::bigint AS returned_payouts_minor
       FROM line GROUP BY payout_group_id
     )
     SELECT closing.*, COALESCE(first_day_on, $1) AS first_day_on, COALESCE(sales_minor, 0)::bigint AS sales_minor,
            COALESCE(sales_count, 0) AS sales_count, COALESCE(refunds_minor, 0)::bigint AS refunds_minor,
            COALESCE(refunds_count, 0) AS refunds_count, COALESCE(adjustments_minor, 0)::bigint AS adjustments_minor,
            COALESCE(returned_payouts_minor, 0)::bigint AS returned_payouts_minor
     FROM closing LEFT JOIN summed USING (payout_group_id)
     WHERE summed.payout_group_id IS NOT NULL OR (closing.is_final AND NOT closing.had_final)
        OR (closing.is_early AND closing.opening_minor > 0)
     ORDER BY closing.payout_group_id`,
    [throughOn],
  );
  return z.array(groupRow).parse(rows);
}

const lastRun = z.object({ id: z.string(), through_on: z.string(), state: z.string() });

/** The newest run, or null before the first. */
export async function findLastRun(sql: Sql): Promise<z.infer<typeof lastRun> | null> {
  const rows = await sql("SELECT id, through_on, state FROM settlement_run ORDER BY through_on DESC LIMIT 1");
  return rows[0] === undefined ? null : lastRun.parse(rows[0]);
}
