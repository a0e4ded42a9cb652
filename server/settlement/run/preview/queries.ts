import { addDays, type Day, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import { closeGroups } from "../closing/queries";
import { findLastRun } from "../queries";
import { anomaliesOf, totalsOf } from "./rules";

/**
 * What a run through a day would make, without making it: its totals beside those of the last run of as many groups,
 * and what a person should look at first. @throws DomainError period_open before the day is over, period_closed after
 */
export async function previewRun(_scope: OperatorScope, args: { throughOn: Day; nowMs: number }) {
  if (args.nowMs < jstDayStartMs(addDays(args.throughOn, 1))) throw new DomainError("period_open");
  // As the run itself reads: on its own connection, since it sums what a minute of Prisma's would not.
  return transactSql("jobs", async (sql) => {
    const last = await findLastRun(sql);
    if (last && last.through_on >= args.throughOn) throw new DomainError("period_closed");
    const closed = await closeGroups(sql, {
      throughOn: args.throughOn,
      lastThroughOn: last ? toDay(last.through_on) : null,
    });
    const anomalies = anomaliesOf(closed, await listLastPayouts(sql));
    const names = await listNames(
      sql,
      anomalies.map((one) => one.groupId),
    );
    return {
      throughOn: args.throughOn,
      totals: totalsOf(closed),
      last: await findLastTotals(sql),
      anomalies: anomalies.flatMap((one) => {
        const whose = names.get(one.groupId);
        return whose ? [{ ...one, ...whose }] : [];
      }),
    };
  });
}

async function listLastPayouts(sql: Sql): Promise<ReadonlyMap<string, bigint>> {
  const rows = await sql<{ id: string; amount_minor: bigint }>(
    `SELECT closing.payout_group_id AS id, last.amount_minor FROM closing
     JOIN LATERAL (SELECT payout_minor AS amount_minor FROM statement
                   WHERE statement.payout_group_id = closing.payout_group_id AND payout_minor > 0
                   ORDER BY through_on DESC LIMIT 1) last ON true`,
  );
  return new Map(rows.map((row) => [row.id, row.amount_minor]));
}

async function listNames(sql: Sql, groupIds: readonly string[]) {
  const rows = await sql<{ id: string; merchantId: string; merchantName: string }>(
    `SELECT payout_group.id, merchant.id AS "merchantId", merchant.trade_name AS "merchantName"
     FROM payout_group JOIN merchant ON merchant.id = payout_group.merchant_id WHERE payout_group.id = ANY($1::text[])`,
    [groupIds],
  );
  return new Map(rows.map(({ id, ...whose }) => [id, whose]));
}

type LastTotals = Omit<ReturnType<typeof totalsOf>, "salesMinor" | "refundsMinor"> & {
  readonly throughOn: Day;
};

/** The totals of the last run, from its statements: the same sums as `totalsOf` makes. */
async function findLastTotals(sql: Sql): Promise<LastTotals | null> {
  const [row] = await sql<LastTotals>(
    `SELECT run.through_on AS "throughOn", run.statements, run.payout_total_minor AS "payoutTotalMinor", made.*
     FROM (SELECT * FROM settlement_run ORDER BY through_on DESC LIMIT 1) run
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE payout_minor > 0)::int AS payouts,
              COALESCE(sum(fees_minor - fees_returned_minor + transfer_fee_minor), 0)::bigint AS "feesMinor",
              COALESCE(sum(tax_minor - tax_returned_minor), 0)::bigint AS "taxMinor",
              count(*) FILTER (WHERE carried_minor < 0)::int AS negatives,
              COALESCE(sum(carried_minor) FILTER (WHERE carried_minor < 0), 0)::bigint AS "negativeMinor"
       FROM statement WHERE run_id = run.id) made`,
  );
  return row ?? null;
}
