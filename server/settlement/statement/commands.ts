import { emitEventsSql } from "@/server/events/commands";
import { type Day, instant } from "@/server/kernel/calendar";
import type { Scope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import type { NewEntry } from "@/server/ledger/rules";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { carriedReason, feeGivenBack } from "../rules";
import { bookingsOf, type ClosedGroup, headlineRate } from "../run/rules";

/** A closed period with its ids and its invoice number. */
export type Numbered = ClosedGroup & {
  readonly statementId: string;
  readonly payoutId: string;
  readonly invoiceNumber: bigint;
};

/** Some of a run's statements: what one statement of SQL carries. */
export type Part = { readonly runId: string; readonly throughOn: Day; readonly part: readonly Numbered[] };

/** Writes statements with their payouts, returns and bookings, inside the transaction of the run. */
export async function writeStatements(
  sql: Sql,
  deps: Deps<Scope>,
  { runId, throughOn, part }: Part,
): Promise<void> {
  await insertStatements(sql, deps, { runId, throughOn, part });
  await insertPayouts(sql, deps, { runId, throughOn, part });
  await insertReturns(sql, part);
  await insertFees(sql, part);
  await bookEntries(
    sql,
    part.flatMap((one) => entriesOf(deps, throughOn, one)),
  );
  await emitEventsSql(
    sql,
    deps,
    part.map((one) => ({
      type: "statement.closed" as const,
      tenantId: one.group.tenant_id,
      subjectId: one.statementId,
      payload: { statementId: one.statementId, payoutMinor: one.sums.payoutMinor.toString() },
    })),
  );
}

function entriesOf(deps: Deps<Scope>, throughOn: Day, one: Numbered): NewEntry[] {
  return bookingsOf(one).map(({ kind, postings }) => ({
    id: deps.newId("entry"),
    key: `${one.group.payout_group_id}:${throughOn}:${kind}`,
    kind,
    reference: one.statementId,
    tenantId: one.group.tenant_id,
    businessDayOn: throughOn,
    occurredAtMs: deps.now,
    bookedAtMs: deps.now,
    postings,
  }));
}

async function insertStatements(
  sql: Sql,
  deps: Deps<Scope>,
  { runId, throughOn, part }: Part,
): Promise<void> {
  const rows = part.map(({ group, sums, ...one }) => ({
    id: one.statementId,
    tenant_id: group.tenant_id,
    payout_group_id: group.payout_group_id,
    from_on: one.fromOn,
    pay_on: one.payOn,
    state: sums.payoutMinor > 0n ? "closed" : "carried",
    opening_minor: `${group.opening_minor}`,
    sales_minor: `${group.sales_minor}`,
    sales_count: group.sales_count,
    refunds_minor: `${group.refunds_minor}`,
    refunds_count: group.refunds_count,
    fees_minor: `${sums.feesMinor}`,
    fees_returned_minor: `${sums.feesReturnedMinor}`,
    transfer_fee_minor: `${sums.transferFeeMinor}`,
    tax_minor: `${sums.taxMinor}`,
    tax_returned_minor: `${sums.taxReturnedMinor}`,
    adjustments_minor: `${group.adjustments_minor}`,
    returned_payouts_minor: `${group.returned_payouts_minor}`,
    payout_minor: `${sums.payoutMinor}`,
    carried_minor: `${sums.carriedMinor}`,
    carried_reason: carriedReason(sums),
    is_final: group.is_final,
    fee_base_minor: `${sums.feeBaseMinor}`,
    fee_basis_points: headlineRate({ group, fees: one.fees }),
    fee_rounding_unit: group.fee_rounding_unit,
    fee_rounding_mode: group.fee_rounding_mode,
    tax_basis_points: group.tax_basis_points,
    tax_class: group.tax_class,
    early_fee_minor: `${sums.earlyFeeMinor}`,
    tax_rounding_mode: group.tax_rounding_mode,
    invoice_number: `${one.invoiceNumber}`,
  }));
  await sql(
    `INSERT INTO statement (id, tenant_id, payout_group_id, run_id, from_on, through_on, pay_on, state, opening_minor,
       sales_minor, sales_count, refunds_minor, refunds_count, fees_minor, fees_returned_minor, transfer_fee_minor,
       tax_minor, tax_returned_minor, adjustments_minor, returned_payouts_minor, payout_minor, carried_minor,
       carried_reason, is_final, fee_base_minor, fee_basis_points, fee_rounding_unit, fee_rounding_mode, tax_basis_points,
       tax_class, tax_rounding_mode, early_fee_minor, invoice_number, closed_at)
     SELECT id, tenant_id, payout_group_id, $2, from_on, $3, pay_on, state, opening_minor, sales_minor, sales_count,
       refunds_minor, refunds_count, fees_minor, fees_returned_minor, transfer_fee_minor, tax_minor,
       tax_returned_minor, adjustments_minor, returned_payouts_minor, payout_minor, carried_minor, carried_reason,
       is_final, fee_base_minor, fee_basis_points, fee_rounding_unit, fee_rounding_mode, tax_basis_points, tax_class,
       tax_rounding_mode, early_fee_minor, invoice_number, $4
     FROM jsonb_populate_recordset(NULL::statement, $1::text::jsonb)`,
    [JSON.stringify(rows), runId, throughOn, instant(deps.now)],
  );
}

/** Every payout begins as planned; what has to wait is held before the run commits. */
async function insertPayouts(sql: Sql, deps: Deps<Scope>, { runId, part }: Part): Promise<void> {
  const rows = part
    .filter(({ sums }) => sums.payoutMinor > 0n)
    .map(({ group, sums, ...one }) => ({
      id: one.payoutId,
      tenant_id: group.tenant_id,
      payout_group_id: group.payout_group_id,
      statement_id: one.statementId,
      bank_account_id: group.bank_account_id,
      amount_minor: `${sums.payoutMinor}`,
      pay_on: one.payOn,
    }));
  await sql(
    `INSERT INTO payout (id, tenant_id, payout_group_id, statement_id, run_id, bank_account_id, amount_minor, state,
                         pay_on, created_at)
     SELECT id, tenant_id, payout_group_id, statement_id, $2, bank_account_id, amount_minor, 'planned', pay_on, $3
     FROM jsonb_populate_recordset(NULL::payout, $1::text::jsonb)`,
    [JSON.stringify(rows), runId, instant(deps.now)],
  );
}

async function insertReturns(sql: Sql, part: readonly Numbered[]): Promise<void> {
  const rows = part.flatMap((one) =>
    one.late.map((late) => ({
      statement_id: one.statementId,
      original_statement_id: late.originalStatementId,
      unit_key: late.unitKey,
      tenant_id: one.group.tenant_id,
      refunded_minor: `${late.returnedNowMinor}`,
      fee_returned_minor: `${feeGivenBack(late)}`,
    })),
  );
  if (rows.length === 0) return;
  await sql(
    `INSERT INTO statement_return (statement_id, original_statement_id, unit_key, tenant_id, refunded_minor, fee_returned_minor)
     SELECT statement_id, original_statement_id, unit_key, tenant_id, refunded_minor, fee_returned_minor
     FROM jsonb_populate_recordset(NULL::statement_return, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

async function insertFees(sql: Sql, part: readonly Numbered[]): Promise<void> {
  const rows = part.flatMap((one) =>
    one.fees.map((fee) => ({
      statement_id: one.statementId,
      unit_key: fee.unitKey,
      tenant_id: one.group.tenant_id,
      basis_points: fee.basisPoints,
      base_minor: `${fee.baseMinor}`,
      fee_minor: `${fee.feeMinor}`,
    })),
  );
  await sql(
    `INSERT INTO statement_fee (statement_id, unit_key, tenant_id, basis_points, base_minor, fee_minor)
     SELECT statement_id, unit_key, tenant_id, basis_points, base_minor, fee_minor
     FROM jsonb_populate_recordset(NULL::statement_fee, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/**
 * Names the entries of each statement for ever, under the line that sums them: by kind, day, store and wallet, in this
 * order. What a line says is the sum of its entries, since both are written from the same rows.
 */
export async function sumEntriesIntoStatements(sql: Sql, runId: string): Promise<void> {
  await sql(
    `WITH numbered AS MATERIALIZED (
       SELECT line.*, statement.id AS statement_id, statement.tenant_id, sold.rate,
              dense_rank() OVER (PARTITION BY statement.id
                                 ORDER BY class DESC, day_on, store_id, wallet_id, sold.rate)::int AS seq
       FROM line
       CROSS JOIN LATERAL (SELECT CASE WHEN is_sale THEN basis_points END AS rate) sold
       JOIN statement ON statement.payout_group_id = line.payout_group_id AND statement.run_id = $1
     ), summed AS (
       INSERT INTO statement_line (statement_id, seq, tenant_id, kind, store_id, wallet_id, day_on, count, amount_minor,
                                   basis_points)
       SELECT statement_id, seq, tenant_id, class, store_id, wallet_id, day_on, sum(count)::int, sum(amount_minor)::bigint, rate
       FROM numbered GROUP BY statement_id, seq, tenant_id, class, store_id, wallet_id, day_on, rate
     )
     INSERT INTO statement_entry (entry_id, payout_group_id, statement_id, tenant_id, line_seq, amount_minor)
     SELECT due.entry_id, due.payout_group_id, numbered.statement_id, numbered.tenant_id, numbered.seq, due.amount_minor
     FROM due JOIN numbered ON numbered.payout_group_id = due.payout_group_id AND numbered.class = due.class
       AND numbered.is_sale = (due.kind = 'payment') AND numbered.is_late = (due.original_statement_id IS NOT NULL)
       AND numbered.day_on = due.day_on AND numbered.sale_day_on = due.sale_day_on
       AND COALESCE(numbered.store_id, '') = COALESCE(due.store_id, '')
       AND COALESCE(numbered.wallet_id, '') = COALESCE(due.wallet_id, '')`,
    [runId],
  );
}
