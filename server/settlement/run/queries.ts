import { z } from "zod";
import { addDays, type Day, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import { ROUNDING_MODES } from "@/server/kernel/money";
import type { Sql } from "@/server/platform/db";
import { CYCLES } from "../rules";

/** Kinds of entries that a statement sums; the settlement's own bookings are not among them. */
export const STATEMENT_KINDS = {
  // A cancelled sale is taken back by a reversal.
  sales: ["payment", "reversal"],
  refunds: ["refund_opened", "refund_refused", "dispute_opened", "dispute_won"],
  adjustments: ["adjustment", "correction"],
  returned_payouts: ["payout_returned"],
} as const;

const KIND_LIST = Object.values(STATEMENT_KINDS).flat();

/** Late commits are never older than this: how far back of the last close a run looks for entries. */
const LOOK_BACK_DAYS = 3;

/**
 * Gathers into the temporary table `due` what no statement sums yet: one row per ledger entry that moves what we
 * owe a payout group, booked before the end of the day. Positive amounts are owed to the merchant.
 */
export async function gatherDueEntries(
  sql: Sql,
  through: { throughOn: Day; lastThroughOn: Day | null },
): Promise<void> {
  const cutOffMs = jstDayStartMs(addDays(through.throughOn, 1));
  const fromMs = through.lastThroughOn ? jstDayStartMs(addDays(through.lastThroughOn, -LOOK_BACK_DAYS)) : 0;
  await sql(
    `CREATE TEMP TABLE due ON COMMIT DROP AS
     SELECT entry.id AS entry_id, entry.tenant_id, split_part(moved.account, ':', 4) AS payout_group_id,
            CASE WHEN entry.kind IN ('payment', 'reversal') THEN 'sales'
                 WHEN entry.kind IN ('adjustment', 'correction') THEN 'adjustments'
                 WHEN entry.kind = 'payout_returned' THEN 'returned_payouts'
                 ELSE 'refunds' END AS class,
            entry.reference, entry.business_day_on AS day_on, moved.amount_minor
     FROM ledger_entry entry
     JOIN LATERAL (
       SELECT CASE WHEN posting.from_account LIKE 'merchant:%:payable:%' THEN posting.from_account
                   ELSE posting.to_account END AS account,
              CASE WHEN posting.from_account LIKE 'merchant:%:payable:%' THEN posting.amount_minor
                   ELSE -posting.amount_minor END AS amount_minor
       FROM ledger_posting posting
       WHERE posting.entry_id = entry.id
         AND (posting.from_account LIKE 'merchant:%:payable:%' OR posting.to_account LIKE 'merchant:%:payable:%')
     ) moved ON true
     WHERE entry.id >= $1 AND entry.booked_at < to_timestamp($2::bigint / 1000.0) AND entry.kind = ANY($3::text[])
       AND NOT EXISTS (SELECT 1 FROM statement_entry summed WHERE summed.entry_id = entry.id)`,
    [idFloor("entry", fromMs), cutOffMs, KIND_LIST],
  );
  await sql("CREATE INDEX ON due (payout_group_id)");
  await sql("ANALYZE due");
}

/** Drops from `due` the groups whose contract does not close on this day. */
export async function keepGroupsThatClose(sql: Sql, groupIds: readonly string[]): Promise<void> {
  await sql("DELETE FROM due WHERE NOT (payout_group_id = ANY($1::text[]))", [groupIds]);
}

const groupRow = z.object({
  payout_group_id: z.string(),
  tenant_id: z.string(),
  bank_account_id: z.string().nullable(),
  is_final: z.boolean(),
  fee_basis_points: z.number().int(),
  fee_rounding_mode: z.enum(ROUNDING_MODES),
  tax_basis_points: z.number().int(),
  tax_rounding_mode: z.enum(ROUNDING_MODES),
  cycle: z.enum(CYCLES),
  payout_offset_bank_days: z.number().int(),
  minimum_payout_minor: z.bigint(),
  transfer_fee_minor: z.bigint(),
  last_through_on: z.string().nullable(),
  opening_minor: z.bigint(),
  first_day_on: z.string(),
  sales_minor: z.bigint(),
  sales_count: z.number().int(),
  refunds_minor: z.bigint(),
  refunds_count: z.number().int(),
  refunds_of_period_minor: z.bigint(),
  adjustments_minor: z.bigint(),
  returned_payouts_minor: z.bigint(),
});

/** A payout group with something due: its sums, its terms and what the last statement carried. */
export type DueGroup = z.infer<typeof groupRow>;

/**
 * The sums of `due` by payout group, with the contract that is valid on the day. A merchant whose contract ended by
 * then is among them once more when nothing is due, for its final statement.
 */
export async function listDueGroups(sql: Sql, throughOn: Day): Promise<DueGroup[]> {
  const rows = await sql(
    `WITH ended AS (
       SELECT payout_group.id AS payout_group_id, payout_group.tenant_id
       FROM merchant JOIN payout_group ON payout_group.merchant_id = merchant.id
       WHERE merchant.state = 'terminated' AND merchant.terminated_at < to_timestamp($2::bigint / 1000.0)
     ), summed AS (
       SELECT due.payout_group_id, due.tenant_id, min(due.day_on) AS first_day_on,
              COALESCE(sum(amount_minor) FILTER (WHERE class = 'sales'), 0)::bigint AS sales_minor,
              (count(*) FILTER (WHERE class = 'sales'))::int AS sales_count,
              COALESCE(-sum(amount_minor) FILTER (WHERE class = 'refunds'), 0)::bigint AS refunds_minor,
              (count(*) FILTER (WHERE class = 'refunds'))::int AS refunds_count,
              COALESCE(-sum(amount_minor) FILTER (WHERE class = 'refunds' AND late.reference IS NULL), 0)::bigint
                AS refunds_of_period_minor,
              COALESCE(sum(amount_minor) FILTER (WHERE class = 'adjustments'), 0)::bigint AS adjustments_minor,
              COALESCE(sum(amount_minor) FILTER (WHERE class = 'returned_payouts'), 0)::bigint AS returned_payouts_minor
       FROM due LEFT JOIN (SELECT DISTINCT reference FROM late_refund) late USING (reference)
       GROUP BY due.payout_group_id, due.tenant_id
       UNION ALL
       SELECT ended.payout_group_id, ended.tenant_id, $1, 0, 0, 0, 0, 0, 0, 0
       FROM ended
       WHERE NOT EXISTS (SELECT 1 FROM due WHERE due.payout_group_id = ended.payout_group_id)
         AND NOT EXISTS (SELECT 1 FROM statement
                         WHERE statement.payout_group_id = ended.payout_group_id AND statement.is_final)
     )
     SELECT summed.*, payout_group.bank_account_id,
            EXISTS (SELECT 1 FROM ended WHERE ended.payout_group_id = summed.payout_group_id) AS is_final,
            contract.fee_basis_points, contract.fee_rounding_mode, contract.tax_basis_points,
            contract.tax_rounding_mode, contract.cycle, contract.payout_offset_bank_days,
            contract.minimum_payout_minor, contract.transfer_fee_minor,
            last.through_on AS last_through_on, COALESCE(last.carried_minor, 0)::bigint AS opening_minor
     FROM summed
     JOIN payout_group ON payout_group.id = summed.payout_group_id
     JOIN LATERAL (
       SELECT * FROM contract
       WHERE contract.merchant_id = payout_group.merchant_id AND contract.valid_from_on <= $1
         AND (contract.valid_through_on IS NULL OR contract.valid_through_on >= $1)
       ORDER BY contract.version DESC LIMIT 1
     ) contract ON true
     LEFT JOIN LATERAL (
       SELECT through_on, carried_minor FROM statement
       WHERE statement.payout_group_id = summed.payout_group_id ORDER BY through_on DESC LIMIT 1
     ) last ON true
     ORDER BY summed.payout_group_id`,
    [throughOn, jstDayStartMs(addDays(throughOn, 1))],
  );
  return z.array(groupRow).parse(rows);
}

/** Refunds in `due` whose sale an earlier statement has summed, into the temporary table `late_refund`. */
export async function gatherLateRefunds(sql: Sql): Promise<void> {
  await sql(
    `CREATE TEMP TABLE late_refund ON COMMIT DROP AS
     SELECT due.payout_group_id, due.reference, original.statement_id AS original_statement_id,
            -sum(due.amount_minor)::bigint AS refunded_minor
     FROM due
     JOIN refund ON refund.id = due.reference
     JOIN ledger_entry sale ON sale.reference = refund.payment_id AND sale.kind = 'payment'
     JOIN statement_entry original ON original.entry_id = sale.id
     WHERE due.class = 'refunds'
     GROUP BY 1, 2, 3`,
  );
}

const lateRow = z.object({
  payout_group_id: z.string(),
  original_statement_id: z.string(),
  returned_now_minor: z.bigint(),
  returned_before_minor: z.bigint(),
  fee_base_minor: z.bigint(),
  fee_basis_points: z.number().int(),
  fee_rounding_mode: z.enum(ROUNDING_MODES),
});

/** What came back of earlier statements, with the terms that they were closed under. */
export type LateRow = z.infer<typeof lateRow>;

/** Late refunds by payout group and original statement. */
export async function listLateReturns(sql: Sql): Promise<LateRow[]> {
  const rows = await sql(
    `SELECT late.payout_group_id, late.original_statement_id, sum(late.refunded_minor)::bigint AS returned_now_minor,
            COALESCE((SELECT sum(refunded_minor) FROM statement_return
                      WHERE original_statement_id = late.original_statement_id), 0)::bigint AS returned_before_minor,
            statement.fee_base_minor, statement.fee_basis_points, statement.fee_rounding_mode
     FROM late_refund late JOIN statement ON statement.id = late.original_statement_id
     GROUP BY late.payout_group_id, late.original_statement_id, statement.fee_base_minor,
              statement.fee_basis_points, statement.fee_rounding_mode`,
  );
  return z.array(lateRow).parse(rows);
}

const lastRun = z.object({ id: z.string(), through_on: z.string(), state: z.string() });

/** The newest run, or null before the first. */
export async function findLastRun(sql: Sql): Promise<z.infer<typeof lastRun> | null> {
  const rows = await sql("SELECT id, through_on, state FROM settlement_run ORDER BY through_on DESC LIMIT 1");
  return rows[0] === undefined ? null : lastRun.parse(rows[0]);
}

/** The bank calendar around a day: what pay days are reckoned from. */
export async function listHolidays(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql<{ day: string }>("SELECT day FROM bank_holiday");
  return new Set(rows.map((row) => row.day));
}
