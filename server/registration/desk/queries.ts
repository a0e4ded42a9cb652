import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { countRegistrations } from "../queries";
import type { RefusedPage } from "./schema";

/** A registration that a wallet has refused, with the facts that the wallet was told. */
export type RefusedRow = {
  readonly id: string;
  readonly storeId: string;
  readonly walletId: string;
  readonly walletName: string;
  readonly reason: string;
  readonly settledAt: Date | null;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly store: {
    readonly id: string;
    readonly name: string;
    readonly nameKana: string;
    readonly nameLatin: string;
    readonly cityLatin: string;
    readonly phone: string;
    readonly postalCode: string;
    readonly prefecture: string;
    readonly city: string;
    readonly addressLine: string;
    readonly openingHours: string;
  };
};

const PAGE = 30;

/** How the whole network stands at each wallet, what waits and since when, and why wallets have refused. */
export async function getRegistrationDesk(tx: Tx, _scope: OperatorScope, args: { readonly nowMs: number }) {
  const sql = sqlOfTx(tx);
  const [counts, [queue], reasons] = await Promise.all([
    countRegistrations(sql),
    sql<{ due: number; oldest: Date | null; overdue: number }>(
      `SELECT count(*)::int AS due, min(next_attempt_at) AS oldest,
              (count(*) FILTER (WHERE next_attempt_at < to_timestamp($1::float8 / 1000) - interval '30 minutes'))::int AS overdue
       FROM wallet_registration
       WHERE state IN ('waiting', 'sent', 'unknown') AND next_attempt_at <= to_timestamp($1::float8 / 1000)`,
      [args.nowMs],
    ),
    sql<{ walletId: string; walletName: string; reason: string; stores: number }>(
      `SELECT r.wallet_id AS "walletId", w.name AS "walletName", coalesce(r.reason, '') AS reason, count(*)::int AS stores
       FROM wallet_registration r JOIN wallet w ON w.id = r.wallet_id WHERE r.state = 'rejected'
       GROUP BY r.wallet_id, w.name, coalesce(r.reason, '') ORDER BY stores DESC, 1, 3 LIMIT 20`,
    ),
  ]);
  return { counts, queue: queue ?? { due: 0, oldest: null, overdue: 0 }, reasons };
}

// As the index has it: a refusal of which nobody kept the time is the oldest.
const REFUSED_AT = "coalesce(r.settled_at, '1970-01-01Z'::timestamptz)";

/** A page of what was refused, the newest refusal first; closed stores are left out. */
export async function listRefused(
  tx: Tx,
  _scope: OperatorScope,
  page: RefusedPage,
): Promise<{ readonly rows: readonly RefusedRow[]; readonly olderThan: string | null }> {
  const [beforeMs, beforeId] = page.olderThan?.split(" ") ?? [];
  const rows = await sqlOfTx(tx)<RefusedRow>(
    `SELECT r.id, r.store_id AS "storeId", r.wallet_id AS "walletId", w.name AS "walletName",
            coalesce(r.reason, '') AS reason, r.settled_at AS "settledAt", m.id AS "merchantId",
            m.trade_name AS "merchantName",
            json_build_object('id', s.id, 'name', s.name, 'nameKana', s.name_kana, 'nameLatin', s.name_latin,
              'cityLatin', s.city_latin, 'phone', s.phone, 'postalCode', s.postal_code, 'prefecture', s.prefecture,
              'city', s.city, 'addressLine', s.address_line, 'openingHours', s.opening_hours) AS store
     FROM wallet_registration r JOIN store s ON s.id = r.store_id JOIN merchant m ON m.id = s.merchant_id
     JOIN wallet w ON w.id = r.wallet_id
     WHERE r.state = 'rejected' AND s.state <> 'terminated' AND ($1::text IS NULL OR r.wallet_id = $1)
       AND ($2::text IS NULL OR coalesce(r.reason, '') = $2)
       AND ($3::float8 IS NULL OR (${REFUSED_AT}, r.id) < (to_timestamp($3::float8 / 1000), $4::text))
     ORDER BY ${REFUSED_AT} DESC, r.id DESC LIMIT $5`,
    [
      page.walletId ?? null,
      page.reason ?? null,
      beforeMs === undefined ? null : Number(beforeMs),
      beforeId ?? "",
      PAGE + 1,
    ],
  );
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    rows: shown,
    olderThan: last === undefined ? null : `${last.settledAt?.getTime() ?? 0} ${last.id}`,
  };
}
