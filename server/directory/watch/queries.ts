import { instant } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { WATCH_REASONS, type WatchReason } from "./rules";
import { type WatchedCodesInput, watchCounts } from "./schema";

/** A code to look at, with what it usually does and whom to call. */
export type WatchedCode = {
  readonly codeId: string;
  readonly counterName: string;
  readonly storeName: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly prefecture: string;
  readonly city: string;
  readonly phone: string;
  readonly reasons: readonly WatchReason[];
  readonly sinceAt: Date;
  /** Payments by hour of the day in Japan, and how many in a week as a rule; null where the past is too short. */
  readonly byHour: readonly number[];
  readonly usualWeekly: number | null;
  /** When its page was last opened or a payment begun, and when it was last paid at. */
  readonly lastScanAt: Date | null;
  readonly lastPaidAt: Date | null;
  readonly note: string | null;
  readonly notedByName: string | null;
  readonly quietUntil: Date | null;
};

export type WatchedCodes = {
  readonly codes: readonly WatchedCode[];
  /** Give it as `after` for the next page, or null at the end. */
  readonly after: string | null;
  /** How many codes have each reason, those somebody has looked at included. */
  readonly counts: Readonly<Record<WatchReason, number>>;
  /** When the list was made, or null before the first time. */
  readonly watchedAt: Date | null;
};

const PAGE = 50;

/** When a code was last scanned: its page was opened, a payment was begun, or it was paid at from within a wallet. */
export const LAST_SCAN = "greatest(o.last_opened_at, a.last_scan_at)";

type Row = Omit<WatchedCode, "reasons"> & { readonly reasons: readonly string[]; readonly sinceMs: string };

/** The codes that are to be looked at, the newest on the list first. */
export async function listWatched(
  tx: Tx,
  _scope: OperatorScope,
  { nowMs, ...input }: WatchedCodesInput & { readonly nowMs: number },
): Promise<WatchedCodes> {
  const sql = sqlOfTx(tx);
  const [afterMs, afterCode] = input.after?.split(" ") ?? [];
  const rows = await sql<Row>(
    `SELECT w.code_id AS "codeId", c.counter_name AS "counterName", s.name AS "storeName", m.id AS "merchantId",
            m.trade_name AS "merchantName", s.prefecture, s.city, s.phone, w.reasons, w.since_at AS "sinceAt",
            (extract(epoch FROM w.since_at) * 1000)::bigint::text AS "sinceMs", coalesce(a.by_hour, '{}') AS "byHour",
            CASE WHEN a.payments > 1 AND a.last_paid_at > a.first_paid_at + interval '7 days' THEN
              round(a.payments / (extract(epoch FROM a.last_paid_at - a.first_paid_at) / 604800))::int END AS "usualWeekly",
            ${LAST_SCAN} AS "lastScanAt", a.last_paid_at AS "lastPaidAt", n.note, n.quiet_until AS "quietUntil",
            coalesce(nullif(p.name, ''), p.email) AS "notedByName"
     FROM code_watch w JOIN code c ON c.id = w.code_id JOIN store s ON s.id = w.store_id JOIN merchant m ON m.id = s.merchant_id
     LEFT JOIN code_activity a ON a.code_id = w.code_id LEFT JOIN code_scan o ON o.code_id = w.code_id
     LEFT JOIN code_note n ON n.code_id = w.code_id LEFT JOIN person p ON p.id = n.noted_by
     WHERE ($1::text IS NULL OR w.reasons @> ARRAY[$1]) AND ($2::text IS NULL OR w.prefecture_code = $2)
       AND ($3::boolean OR n.quiet_until IS NULL OR n.quiet_until <= $4::timestamptz)
       AND ($5::float8 IS NULL OR (w.since_at, w.code_id) < (to_timestamp($5::float8 / 1000), $6::text))
     ORDER BY w.since_at DESC, w.code_id DESC LIMIT ${PAGE + 1}`,
    [
      input.reason ?? null,
      input.prefectureCode ?? null,
      input.quiet === "shown",
      instant(nowMs),
      afterMs === undefined ? null : Number(afterMs),
      afterCode ?? "",
    ],
  );
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const [refresh] = await sql<{ watchedAt: Date; counts: unknown }>(
    `SELECT watched_at AS "watchedAt", counts FROM code_watch_refresh WHERE id = 1`,
  );
  return {
    codes: page.map(({ reasons, sinceMs: _sinceMs, ...row }) => ({
      ...row,
      reasons: WATCH_REASONS.filter((reason) => reasons.includes(reason)),
    })),
    after: last === undefined ? null : `${last.sinceMs} ${last.codeId}`,
    counts: watchCounts.parse(refresh?.counts ?? {}),
    watchedAt: refresh?.watchedAt ?? null,
  };
}
