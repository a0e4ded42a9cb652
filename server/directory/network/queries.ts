import {
  addDays,
  type Day,
  daysBetween,
  instant,
  jstDay,
  jstDayStartMs,
  toDay,
  weekday,
} from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { countMerchantsByState, listActiveWallets } from "@/server/merchants/queries";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { countRegistrations } from "@/server/registration/queries";
import { targetAt } from "../rules";
import { GROWTH_TARGET } from "../target.data";

/** A week from Monday to Sunday: shops at its end, and what the line asked for. */
export type GrowthWeek = {
  readonly fromOn: string;
  readonly throughOn: string;
  readonly joined: number;
  readonly shops: number;
  readonly target: number | null;
};

const WEEKS_SHOWN = 26;

/**
 * The whole network on one page. Every figure groups the merchants or registrations, never the payments; who has
 * taken a payment is asked of each merchant's index, newest month first.
 */
export async function getNetwork(tx: Tx, _scope: OperatorScope, args: { readonly nowMs: number }) {
  const sql = sqlOfTx(tx);
  const today = jstDay(args.nowMs);
  const [states, growth, applications, paid, registrations, wallets, prefectures] = await Promise.all([
    countMerchantsByState(tx),
    listGrowth(sql, today),
    listApplicationStates(sql),
    countPaid(sql),
    countRegistrations(sql),
    listActiveWallets(tx),
    listPrefectures(sql),
  ]);
  const merchants = Object.values(states).reduce((sum, count) => sum + count, 0);
  return {
    today,
    states,
    merchants,
    active: states.active ?? 0,
    target: { ...GROWTH_TARGET, todayShops: targetOn(today) },
    growth,
    funnel: { applications, approved: merchants, paid, unpaid: merchants - paid },
    registrations: wallets.map((wallet) => ({
      walletId: wallet.id,
      walletName: wallet.name,
      states: registrations
        .filter(({ walletId }) => walletId === wallet.id)
        .map(({ state, count }) => ({ state, count })),
    })),
    prefectures,
  };
}

function targetOn(day: Day): number {
  const start = toDay(GROWTH_TARGET.startOn);
  const total = daysBetween(start, toDay(GROWTH_TARGET.endOn));
  return targetAt(GROWTH_TARGET, daysBetween(start, day), total);
}

/** Merchants that joined, week by week, on top of those that were there before; terminated ones are not counted. */
async function listGrowth(sql: Sql, today: Day): Promise<GrowthWeek[]> {
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  const first = addDays(monday, -7 * (WEEKS_SHOWN - 1));
  const rows = await sql<{ week: number; joined: number }>(
    `SELECT greatest(floor(extract(epoch FROM approved_at - $1::timestamptz) / 604800), -1)::int AS week,
            count(*)::int AS joined
     FROM merchant WHERE state <> 'terminated' AND approved_at IS NOT NULL GROUP BY 1`,
    [instant(jstDayStartMs(first))],
  );
  const joined = new Map(rows.map((row) => [row.week, row.joined]));
  let shops = joined.get(-1) ?? 0;
  return Array.from({ length: WEEKS_SHOWN }, (_, week) => {
    const fromOn = addDays(first, week * 7);
    const throughOn = addDays(fromOn, 6);
    const added = joined.get(week) ?? 0;
    shops += added;
    const isPlanned = throughOn >= GROWTH_TARGET.startOn;
    return { fromOn, throughOn, joined: added, shops, target: isPlanned ? targetOn(throughOn) : null };
  });
}

async function listApplicationStates(sql: Sql): Promise<{ state: string; count: number }[]> {
  return sql("SELECT state, count(*)::int AS count FROM application GROUP BY state ORDER BY state");
}

async function countPaid(sql: Sql): Promise<number> {
  const [row] = await sql<{ paid: number }>(
    `SELECT count(*)::int AS paid FROM merchant m
     WHERE EXISTS (SELECT 1 FROM payment p WHERE p.tenant_id = m.id AND p.paid_at IS NOT NULL)`,
  );
  return row?.paid ?? 0;
}

async function listPrefectures(sql: Sql): Promise<{ code: string; active: number; suspended: number }[]> {
  return sql(
    `SELECT prefecture_code AS code, (count(*) FILTER (WHERE state = 'active'))::int AS active,
            (count(*) FILTER (WHERE state = 'suspended'))::int AS suspended
     FROM merchant GROUP BY prefecture_code ORDER BY prefecture_code`,
  );
}
