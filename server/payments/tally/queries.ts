import { type Day, jstDay, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { dayRange } from "../queries";

/** What came in at one wallet or one till, and what was asked back, in yen. */
export type TallyLine = {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly totalMinor: bigint;
  readonly refundsCount: number;
  readonly refundsMinor: bigint;
};

/** The tally of a day for the closing of a till. The lines of each list sum to the totals. */
export type DayTally = {
  readonly dayOn: Day;
  readonly storeName: string;
  readonly atMs: number;
  readonly wallets: readonly TallyLine[];
  /** By code; the name is what staff call the counter, and may be empty. */
  readonly tills: readonly TallyLine[];
  readonly total: Omit<TallyLine, "id" | "name">;
};

type Args = { readonly storeId: string; readonly dayOn?: string | undefined; readonly nowMs: number };
type Row = {
  wallet_id: string;
  wallet_name: string;
  code_id: string;
  counter_name: string;
  count: number;
  total: bigint;
  refunds_count: number;
  refunds: bigint;
};

/**
 * Payments of a store by the day in Japan on which they were paid, and refunds by the day on which they were asked for,
 * whatever day their payment was of. Refused refunds do not count. @throws DomainError not_found
 */
export async function getDayTally(tx: Tx, scope: MerchantScope, args: Args): Promise<DayTally> {
  const sql = sqlOfTx(tx);
  const [store] = scopeHasStore(scope, args.storeId)
    ? await sql<{ name: string }>("SELECT name FROM store WHERE id = $1 AND tenant_id = $2", [
        args.storeId,
        scope.tenantId,
      ])
    : [];
  if (store === undefined) throw new DomainError("not_found");
  const dayOn = args.dayOn === undefined ? jstDay(args.nowMs) : toDay(args.dayOn);
  const rows = await tallyRows(sql, scope, args.storeId, dayOn);
  return {
    dayOn,
    storeName: store.name,
    atMs: args.nowMs,
    wallets: summed(rows, (row) => ({ id: row.wallet_id, name: row.wallet_name })),
    tills: summed(rows, (row) => ({ id: row.code_id, name: row.counter_name })),
    total: sumOf(rows),
  };
}

function tallyRows(sql: Sql, scope: MerchantScope, storeId: string, dayOn: Day): Promise<Row[]> {
  const { from, until, fromId, untilId } = dayRange(dayOn);
  return sql<Row>(
    `WITH moved AS (
       SELECT p.wallet_id, p.code_id, 1 AS payments, p.amount_minor AS paid, 0 AS refunds, 0::bigint AS refunded
       FROM payment p WHERE p.tenant_id = $1 AND p.store_id = $2 AND p.state = 'succeeded'
         AND p.id >= $3 AND p.id < $4 AND p.paid_at >= $5::timestamptz AND p.paid_at < $6::timestamptz
       UNION ALL
       SELECT p.wallet_id, p.code_id, 0, 0, 1, r.amount_minor
       FROM refund r JOIN payment p ON p.id = r.payment_id
       WHERE r.tenant_id = $1 AND r.store_id = $2 AND r.state <> 'refused'
         AND r.requested_at >= $5::timestamptz AND r.requested_at < $6::timestamptz
     )
     SELECT coalesce(m.wallet_id, '') AS wallet_id, coalesce(w.name, '') AS wallet_name, m.code_id, c.counter_name,
            sum(m.payments)::int AS count, sum(m.paid)::bigint AS total,
            sum(m.refunds)::int AS refunds_count, sum(m.refunded)::bigint AS refunds
     FROM moved m JOIN code c ON c.id = m.code_id LEFT JOIN wallet w ON w.id = m.wallet_id
     GROUP BY m.wallet_id, w.name, w.sort_order, m.code_id, c.counter_name ORDER BY w.sort_order, m.code_id`,
    [scope.tenantId, storeId, fromId, untilId, from, until],
  );
}

function sumOf(rows: readonly Row[]): DayTally["total"] {
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    totalMinor: rows.reduce((sum, row) => sum + row.total, 0n),
    refundsCount: rows.reduce((sum, row) => sum + row.refunds_count, 0),
    refundsMinor: rows.reduce((sum, row) => sum + row.refunds, 0n),
  };
}

function summed(rows: readonly Row[], keyOf: (row: Row) => Pick<TallyLine, "id" | "name">): TallyLine[] {
  const groups = new Map<string, { key: Pick<TallyLine, "id" | "name">; rows: Row[] }>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key.id) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(key.id, group);
  }
  return [...groups.values()].map((group) => ({ ...group.key, ...sumOf(group.rows) }));
}
