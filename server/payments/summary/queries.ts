import { addDays, type Day, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { dayRange, storesOf } from "../queries";

export type HourTotal = { readonly hour: number; readonly totalMinor: bigint; readonly count: number };

/** What one day brought in, hour by hour in Japan. Amounts in yen; refunds are those asked for on the day. */
export type DaySummary = {
  readonly dayOn: Day;
  readonly totalMinor: bigint;
  readonly count: number;
  readonly refundsMinor: bigint;
  readonly refundsCount: number;
  /** 24 hours, those without a payment included. */
  readonly hours: readonly HourTotal[];
};

export type TodaySummary = {
  readonly today: DaySummary;
  /** The same weekday a week before. */
  readonly lastWeek: DaySummary;
  /** The same weekday a week before, up to the same time of the day, for an honest comparison. */
  readonly lastWeekSoFarMinor: bigint;
  readonly lastWeekSoFarCount: number;
};

type SummaryArgs = { readonly storeId?: string | undefined; readonly nowMs: number };

/** Today in Japan, and the same weekday a week ago. */
export async function todaySummary(tx: Tx, scope: MerchantScope, args: SummaryArgs): Promise<TodaySummary> {
  const sql = sqlOfTx(tx);
  const dayOn = jstDay(args.nowMs);
  const before = addDays(dayOn, -7);
  const elapsedMs = args.nowMs - jstDayStartMs(dayOn);
  const today = await daySummary(sql, scope, { dayOn, storeId: args.storeId });
  const lastWeek = await daySummary(sql, scope, { dayOn: before, storeId: args.storeId });
  const soFar = await totalUntil(sql, scope, { dayOn: before, storeId: args.storeId, elapsedMs });
  return { today, lastWeek, lastWeekSoFarMinor: soFar.totalMinor, lastWeekSoFarCount: soFar.count };
}

type DayArgs = { readonly dayOn: Day; readonly storeId: string | undefined };

const PAID_IN_DAY = `
  p.tenant_id = $1 AND p.state = 'succeeded'
  AND ($2::text[] IS NULL OR p.store_id = ANY($2)) AND ($3::text IS NULL OR p.store_id = $3)
  AND p.id >= $4 AND p.id < $5 AND p.paid_at >= $6::timestamptz`;

function dayParams(scope: MerchantScope, args: DayArgs): unknown[] {
  const range = dayRange(args.dayOn);
  return [scope.tenantId, storesOf(scope), args.storeId ?? null, range.fromId, range.untilId, range.from];
}

async function daySummary(sql: Sql, scope: MerchantScope, args: DayArgs): Promise<DaySummary> {
  const { until, from } = dayRange(args.dayOn);
  const rows = await sql<{ hour: number; total: bigint; count: number }>(
    `SELECT extract(hour FROM p.paid_at AT TIME ZONE 'Asia/Tokyo')::int AS hour,
            sum(p.amount_minor)::bigint AS total, count(*)::int AS count
     FROM payment p WHERE ${PAID_IN_DAY} AND p.paid_at < $7::timestamptz GROUP BY 1`,
    [...dayParams(scope, args), until],
  );
  const [refunds] = await sql<{ total: bigint; count: number }>(
    `SELECT coalesce(sum(amount_minor), 0)::bigint AS total, count(*)::int AS count FROM refund
     WHERE tenant_id = $1 AND state <> 'refused' AND requested_at >= $4::timestamptz AND requested_at < $5::timestamptz
       AND ($2::text[] IS NULL OR store_id = ANY($2)) AND ($3::text IS NULL OR store_id = $3)`,
    [scope.tenantId, storesOf(scope), args.storeId ?? null, from, until],
  );
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    hour,
    totalMinor: byHour.get(hour)?.total ?? 0n,
    count: byHour.get(hour)?.count ?? 0,
  }));
  return {
    dayOn: args.dayOn,
    totalMinor: hours.reduce((sum, hour) => sum + hour.totalMinor, 0n),
    count: hours.reduce((sum, hour) => sum + hour.count, 0),
    refundsMinor: refunds?.total ?? 0n,
    refundsCount: refunds?.count ?? 0,
    hours,
  };
}

async function totalUntil(
  sql: Sql,
  scope: MerchantScope,
  args: DayArgs & { readonly elapsedMs: number },
): Promise<{ readonly totalMinor: bigint; readonly count: number }> {
  const [row] = await sql<{ total: bigint; count: number }>(
    `SELECT coalesce(sum(p.amount_minor), 0)::bigint AS total, count(*)::int AS count
     FROM payment p
     WHERE ${PAID_IN_DAY} AND p.paid_at < $6::timestamptz + make_interval(secs => $7::float8 / 1000)`,
    [...dayParams(scope, args), args.elapsedMs],
  );
  return { totalMinor: row?.total ?? 0n, count: row?.count ?? 0 };
}
