import { instant } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import type { SystemScope } from "@/server/kernel/scope";
import { paymentIdFloor } from "@/server/payments/queries";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { DORMANT_DAYS } from "../rules";

type JobDeps = Pick<Deps<SystemScope>, "now">;

/**
 * Entries of the last moments may belong to transactions that have not committed yet: they are folded next time, so
 * that none is passed over.
 */
const SETTLE_MS = 120_000;
const DAY_MS = 86_400_000;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * Adds what was paid since the last time to the days, codes and merchants that it belongs to, in a few statements for
 * any number of payments. Each booking of a sale is counted once. @returns how many sales were added
 */
export async function foldSales(deps: JobDeps): Promise<number> {
  return transactSql("jobs", async (sql) => {
    const [known] = await sql<{ throughMs: number }>(
      `SELECT extract(epoch FROM through_at)::float8 * 1000 AS "throughMs" FROM sales_fold WHERE id = 1 FOR UPDATE`,
    );
    return fold(sql, { fromMs: known?.throughMs ?? 0, untilMs: deps.now - SETTLE_MS, nowMs: deps.now });
  });
}

/** Counts everything anew from the books, such as after sales of the past were loaded. @returns how many sales there are */
export async function rebuildSales(deps: JobDeps): Promise<number> {
  return transactSql("jobs", (sql) => rebuild(sql, { untilMs: deps.now - SETTLE_MS, nowMs: deps.now }));
}

/** The same inside the caller's transaction. */
export async function rebuild(sql: Sql, span: Omit<Span, "fromMs">): Promise<number> {
  await sql("DELETE FROM sales_day");
  await sql("DELETE FROM franchise_day");
  await sql("DELETE FROM code_activity");
  await sql(
    "UPDATE merchant_profile SET activity = 'never', first_paid_at = NULL, last_paid_at = NULL WHERE activity <> 'never'",
  );
  return fold(sql, { fromMs: 0, ...span });
}

type Span = { readonly fromMs: number; readonly untilMs: number; readonly nowMs: number };

async function fold(sql: Sql, { fromMs, untilMs, nowMs }: Span): Promise<number> {
  const dormantBefore = instant(nowMs - DORMANT_DAYS * DAY_MS);
  let sales = 0;
  if (untilMs > fromMs) {
    await gatherSales(sql, { fromMs, untilMs });
    await sql(ADD_DAYS);
    await sql(ADD_FRANCHISES);
    await sql(ADD_CODES);
    await sql(ADD_SCANS, [paymentIdFloor(fromMs), paymentIdFloor(untilMs)]);
    await sql(ADD_MERCHANTS, [dormantBefore]);
    const [counted] = await sql<{ count: number }>("SELECT count(*)::int AS count FROM folded_sale");
    sales = counted?.count ?? 0;
    await sql(
      `INSERT INTO sales_fold (id, through_at, folded_at) VALUES (1, $1, $2)
       ON CONFLICT (id) DO UPDATE SET through_at = excluded.through_at, folded_at = excluded.folded_at`,
      [instant(untilMs), instant(nowMs)],
    );
  }
  await sql(
    "UPDATE merchant_profile SET activity = 'dormant' WHERE activity = 'active' AND last_paid_at < $1",
    [dormantBefore],
  );
  return sales;
}

/**
 * Puts the sales that were booked in a span into the temporary table `folded_sale`, of some business days or some
 * merchants alone where they are named.
 */
export async function gatherSales(
  sql: Sql,
  of: {
    readonly fromMs: number;
    readonly untilMs: number;
    readonly days?: readonly string[];
    readonly tenantIds?: readonly string[];
  },
): Promise<void> {
  await sql("DROP TABLE IF EXISTS folded_sale");
  await sql(
    `CREATE TEMPORARY TABLE folded_sale ON COMMIT DROP AS
     SELECT e.tenant_id, e.business_day_on, p.code_id, p.store_id, p.wallet_id, p.amount_minor, p.paid_at,
            extract(hour FROM p.paid_at AT TIME ZONE 'Asia/Tokyo')::int AS hour
     FROM ledger_entry e JOIN payment p ON p.id = e.reference
     WHERE e.id >= $1 AND e.id < $2 AND e.kind = 'payment' AND p.paid_at IS NOT NULL
       AND ($3::text[] IS NULL OR e.business_day_on = ANY($3)) AND ($4::text[] IS NULL OR e.tenant_id = ANY($4))`,
    [idFloor("entry", of.fromMs), idFloor("entry", of.untilMs), of.days ?? null, of.tenantIds ?? null],
  );
}

export const ADD_DAYS = `
  INSERT INTO sales_day (day_on, municipality_code, mcc, wallet_id, prefecture_code, payments, amount_minor)
  SELECT f.business_day_on, s.municipality_code, s.mcc, f.wallet_id, min(s.prefecture_code), count(*)::int,
         sum(f.amount_minor)
  FROM folded_sale f JOIN store s ON s.id = f.store_id GROUP BY 1, 2, 3, 4
  ON CONFLICT (day_on, municipality_code, mcc, wallet_id) DO UPDATE SET
    payments = sales_day.payments + excluded.payments, amount_minor = sales_day.amount_minor + excluded.amount_minor`;

/** Sales of merchants under a signboard by day, with and without the store: what they may let their head office see. */
export const ADD_FRANCHISES = `
  INSERT INTO franchise_day (tenant_id, day_on, store_id, name, payments, amount_minor)
  SELECT f.tenant_id, f.business_day_on, coalesce(f.store_id, ''), CASE WHEN grouping(f.store_id) = 0 THEN min(s.name) ELSE '' END,
         count(*)::int, sum(f.amount_minor)
  FROM folded_sale f JOIN merchant m ON m.id = f.tenant_id AND m.brand_id IS NOT NULL JOIN store s ON s.id = f.store_id
  GROUP BY GROUPING SETS ((f.tenant_id, f.business_day_on, f.store_id), (f.tenant_id, f.business_day_on))
  ON CONFLICT (tenant_id, day_on, store_id) DO UPDATE SET name = excluded.name,
    payments = franchise_day.payments + excluded.payments, amount_minor = franchise_day.amount_minor + excluded.amount_minor`;

const COUNTED = HOURS.map((hour) => `(count(*) FILTER (WHERE hour = ${hour}))::int`).join(", ");
// PostgreSQL counts the places of an array from one.
const ADDED = HOURS.map((hour) => `code_activity.by_hour[${hour + 1}] + excluded.by_hour[${hour + 1}]`).join(
  ", ",
);

const ADD_CODES = `
  INSERT INTO code_activity (code_id, tenant_id, store_id, first_paid_at, last_paid_at, last_scan_at, payments,
                             amount_minor, by_hour)
  SELECT code_id, min(tenant_id), min(store_id), min(paid_at), max(paid_at), max(paid_at), count(*)::int,
         sum(amount_minor), ARRAY[${COUNTED}]
  FROM folded_sale GROUP BY code_id
  ON CONFLICT (code_id) DO UPDATE SET
    first_paid_at = least(code_activity.first_paid_at, excluded.first_paid_at),
    last_paid_at = greatest(code_activity.last_paid_at, excluded.last_paid_at),
    last_scan_at = greatest(code_activity.last_scan_at, excluded.last_scan_at),
    payments = code_activity.payments + excluded.payments,
    amount_minor = code_activity.amount_minor + excluded.amount_minor, by_hour = ARRAY[${ADDED}]`;

// Whoever asks for a payment has scanned, whether or not it was paid then.
const ADD_SCANS = `
  INSERT INTO code_activity (code_id, tenant_id, store_id, last_scan_at, by_hour)
  SELECT code_id, min(tenant_id), min(store_id), max(created_at), array_fill(0, ARRAY[24])
  FROM payment WHERE id >= $1 AND id < $2 GROUP BY code_id
  ON CONFLICT (code_id) DO UPDATE SET last_scan_at = greatest(code_activity.last_scan_at, excluded.last_scan_at)`;

const ADD_MERCHANTS = `
  UPDATE merchant_profile p SET
    first_paid_at = least(p.first_paid_at, f.first_paid_at), last_paid_at = greatest(p.last_paid_at, f.last_paid_at),
    activity = CASE WHEN greatest(p.last_paid_at, f.last_paid_at) < $1 THEN 'dormant' ELSE 'active' END
  FROM (SELECT tenant_id, min(paid_at) AS first_paid_at, max(paid_at) AS last_paid_at FROM folded_sale GROUP BY 1) f
  WHERE p.merchant_id = f.tenant_id`;
