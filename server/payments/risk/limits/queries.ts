import { jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { paymentIdFloor } from "../../queries";
import {
  createJudge,
  LIMIT_MEASURES,
  LIMIT_SUBJECTS,
  type Limit,
  type PaymentPlace,
  type Usage,
} from "./rules";

type LimitRow = { subject_kind: string; subject_id: string; measure: string; most: bigint };

function limitOf(row: LimitRow): Limit[] {
  const subject = LIMIT_SUBJECTS.find((known) => known === row.subject_kind);
  const measure = LIMIT_MEASURES.find((known) => known === row.measure);
  if (subject === undefined || measure === undefined) return [];
  return [{ subject, measure, subjectId: row.subject_id, most: row.most }];
}

// Limits are few and change seldom; the hot path reads them every two seconds, not with every batch.
const FRESH_MS = 2_000;
declare global {
  var norenRiskLimits: { readonly atMs: number; readonly limits: readonly Limit[] } | undefined;
}

/** The limits in force, at most two seconds old. */
async function readLimits(sql: Sql): Promise<readonly Limit[]> {
  const known = globalThis.norenRiskLimits;
  const nowMs = wallNow();
  if (known && nowMs - known.atMs < FRESH_MS) return known.limits;
  const rows = await sql<LimitRow>("SELECT subject_kind, subject_id, measure, most FROM risk_limit");
  const limits = rows.flatMap(limitOf);
  globalThis.norenRiskLimits = { atMs: nowMs, limits };
  return limits;
}

type UsageRow = { key: string; hour_count: string; day_count: string; day_minor: string };

const PAID = "p.state IN ('pending', 'succeeded', 'cancel_requested')";

function binds(limit: Limit, place: PaymentPlace): boolean {
  const ids = { wallet: place.walletId, merchant: place.merchantId, store: place.storeId };
  return limit.subjectId === ids[limit.subject];
}

/**
 * Batches in flight at once, of this process and of others, count one after the other what they share, or each would
 * leave out what the others take. The turn ends with the transaction.
 */
async function takeTurns(
  sql: Sql,
  places: readonly PaymentPlace[],
  counted: readonly Limit[],
): Promise<void> {
  const turns = places.flatMap((place) =>
    counted
      .filter((limit) => binds(limit, place))
      .map(({ subject }) =>
        subject === "merchant" ? `risk merchant ${place.merchantId}` : `risk store ${place.storeId}`,
      ),
  );
  await sql(
    `SELECT pg_advisory_xact_lock(hashtextextended(turn, 0))
     FROM (SELECT DISTINCT unnest($1::text[]) AS turn ORDER BY 1) turns`,
    [turns],
  );
}

/**
 * A judge for the payments of one batch: says of each, in their order, whether it keeps the limits. Where no limit
 * binds these places nothing is counted at all.
 * @param nowMs business time
 */
export async function judgeOf(
  sql: Sql,
  places: readonly PaymentPlace[],
  nowMs: number,
): Promise<(place: PaymentPlace, amountMinor: bigint) => boolean> {
  const all = await readLimits(sql);
  const bound = all.filter((limit) => places.some((place) => binds(limit, place)));
  const counted = bound.filter((limit) => limit.measure !== "payment_amount");
  if (counted.length === 0) return createJudge(bound, new Map());
  await takeTurns(sql, places, counted);
  const perStore = counted.some((limit) => limit.subject !== "merchant");
  const perMerchant = counted.some((limit) => limit.subject === "merchant");
  const rows = await sql<UsageRow>(
    `WITH spent AS (
       SELECT 'store ' || p.store_id AS store_key, p.wallet_id, p.id, p.amount_minor FROM payment p
       WHERE p.store_id = ANY($1::text[]) AND p.id >= $3 AND ${PAID}
     )
     SELECT CASE WHEN grouping(wallet_id) = 1 THEN store_key ELSE store_key || ' ' || coalesce(wallet_id, '') END AS key,
            count(*) FILTER (WHERE id >= $4)::text AS hour_count, count(*)::text AS day_count,
            sum(amount_minor)::text AS day_minor
     FROM spent GROUP BY GROUPING SETS ((store_key), (store_key, wallet_id))
     UNION ALL
     SELECT 'merchant ' || p.tenant_id, count(*) FILTER (WHERE p.id >= $4)::text, count(*)::text,
            sum(p.amount_minor)::text
     FROM payment p WHERE p.tenant_id = ANY($2::text[]) AND p.id >= $3 AND ${PAID} GROUP BY p.tenant_id`,
    [
      perStore ? [...new Set(places.map((place) => place.storeId))] : [],
      perMerchant ? [...new Set(places.map((place) => place.merchantId))] : [],
      paymentIdFloor(jstDayStartMs(jstDay(nowMs))),
      paymentIdFloor(nowMs - 3_600_000),
    ],
  );
  const used = new Map(
    rows.map((row): [string, Usage] => [
      row.key,
      {
        hourCount: BigInt(row.hour_count),
        dayCount: BigInt(row.day_count),
        dayMinor: BigInt(row.day_minor),
      },
    ]),
  );
  return createJudge(bound, used);
}

/** A limit as operations see it. */
export type ShownLimit = Limit & {
  readonly limitId: string;
  readonly subjectName: string;
  readonly reason: string;
  readonly setAtMs: number;
};

/** Every limit, by whose it is. */
export async function listLimits(tx: Tx, _scope: OperatorScope): Promise<ShownLimit[]> {
  const rows = await sqlOfTx(tx)<LimitRow & { id: string; name: string; reason: string; set_at: Date }>(
    `SELECT l.id, l.subject_kind, l.subject_id, l.measure, l.most, l.reason, l.set_at,
            coalesce(w.name, m.trade_name, s.name, l.subject_id) AS name
     FROM risk_limit l
     LEFT JOIN wallet w ON l.subject_kind = 'wallet' AND w.id = l.subject_id
     LEFT JOIN merchant m ON l.subject_kind = 'merchant' AND m.id = l.subject_id
     LEFT JOIN store s ON l.subject_kind = 'store' AND s.id = l.subject_id
     ORDER BY l.subject_kind DESC, name, l.measure LIMIT 500`,
  );
  return rows.flatMap((row) =>
    limitOf(row).map((limit) => ({
      ...limit,
      limitId: row.id,
      subjectName: row.name,
      reason: row.reason,
      setAtMs: row.set_at.getTime(),
    })),
  );
}
