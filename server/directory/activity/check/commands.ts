import { recordAuditSql } from "@/server/audit/commands";
import { addDays, instant, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import type { SystemScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { DORMANT_DAYS } from "../../rules";
import { ADD_DAYS, ADD_FRANCHISES, gatherSales, rebuild } from "../commands";
import { CHECKED_DAYS } from "./rules";

/** What a comparison with the books found and put right. */
export type SalesCheck = {
  /** Days whose sums were other than those of the books, and are counted anew. */
  readonly days: readonly string[];
  /** Merchants that came under a signboard: their earlier days are added. */
  readonly franchisees: number;
  /** Merchants whose first or last payment was other than that of their codes. */
  readonly merchants: number;
  /** Whether codes and days disagreed as a whole, so that everything was counted anew. */
  readonly isRebuilt: boolean;
};

type Fold = { readonly throughMs: number; readonly nowMs: number };

const DAY_MS = 86_400_000;

/**
 * Compares the read models of sales with the books, and puts right what differs: the last days by day and wallet against
 * each entry, then codes against days, and merchants against codes. While it runs nothing is folded.
 */
export async function checkSales(deps: Deps<SystemScope>): Promise<SalesCheck> {
  return transactSql("jobs", async (sql) => {
    const [known] = await sql<{ throughMs: number }>(
      `SELECT extract(epoch FROM through_at)::float8 * 1000 AS "throughMs" FROM sales_fold WHERE id = 1 FOR UPDATE`,
    );
    if (known === undefined) return { days: [], franchisees: 0, merchants: 0, isRebuilt: false };
    const fold = { throughMs: known.throughMs, nowMs: deps.now };
    const days = await mendDays(sql, fold);
    const franchisees = await addFranchisees(sql, fold);
    const isRebuilt = await mendCodes(sql, fold);
    const merchants = await mendMerchants(sql, fold);
    const check = { days, franchisees, merchants, isRebuilt };
    const mended = days.length + merchants + (isRebuilt ? 1 : 0);
    await sql("UPDATE sales_fold SET checked_at = $1, mended = $2 WHERE id = 1", [instant(deps.now), mended]);
    if (mended > 0) {
      log().warn(check, "read models of sales differed from the books and were put right");
      await recordAuditSql(sql, deps, [
        { action: "sales.mend", subjectId: "sales_fold", tenantId: null, after: { ...check } },
      ]);
    }
    return check;
  });
}

/** Counts the last days anew where a wallet's sum of a day, or a franchisee's, is not that of its entries. */
async function mendDays(sql: Sql, { throughMs, nowMs }: Fold): Promise<string[]> {
  const firstOn = addDays(jstDay(nowMs), -CHECKED_DAYS);
  const span = { fromMs: jstDayStartMs(firstOn), untilMs: throughMs };
  const all = Array.from({ length: CHECKED_DAYS + 1 }, (_, at) => addDays(firstOn, at));
  await sql(
    `CREATE TEMPORARY TABLE booked ON COMMIT DROP AS
     SELECT e.business_day_on AS day, p.wallet_id, CASE WHEN m.brand_id IS NOT NULL THEN e.tenant_id END AS tenant_id,
            count(*) AS payments, sum(p.amount_minor) AS amount
     FROM ledger_entry e JOIN payment p ON p.id = e.reference JOIN merchant m ON m.id = e.tenant_id
     WHERE e.id >= $1 AND e.id < $2 AND e.kind = 'payment' AND p.paid_at IS NOT NULL AND e.business_day_on = ANY($3::text[])
     GROUP BY 1, 2, 3`,
    [idFloor("entry", span.fromMs), idFloor("entry", span.untilMs), all],
  );
  const rows = await sql<{ day: string }>(
    `SELECT coalesce(b.day, k.day) AS day FROM (
       SELECT day, wallet_id, sum(payments) AS payments, sum(amount) AS amount FROM booked GROUP BY 1, 2
     ) b FULL JOIN (
       SELECT day_on AS day, wallet_id, sum(payments) AS payments, sum(amount_minor) AS amount FROM sales_day
       WHERE day_on = ANY($1::text[]) GROUP BY 1, 2
     ) k ON k.day = b.day AND k.wallet_id = b.wallet_id
     WHERE (b.payments, b.amount) IS DISTINCT FROM (k.payments, k.amount)
     UNION
     SELECT coalesce(b.day, k.day) FROM (
       SELECT tenant_id, day, sum(payments) AS payments, sum(amount) AS amount FROM booked WHERE tenant_id IS NOT NULL
       GROUP BY 1, 2
     ) b FULL JOIN (
       SELECT d.tenant_id, day_on AS day, payments, amount_minor AS amount FROM franchise_day d
       JOIN merchant m ON m.id = d.tenant_id AND m.brand_id IS NOT NULL WHERE store_id = '' AND day_on = ANY($1::text[])
     ) k ON k.tenant_id = b.tenant_id AND k.day = b.day
     WHERE (b.payments, b.amount) IS DISTINCT FROM (k.payments, k.amount) ORDER BY 1`,
    [all],
  );
  const days = rows.map(({ day }) => day);
  if (days.length === 0) return days;
  await gatherSales(sql, { ...span, days });
  await sql("DELETE FROM sales_day WHERE day_on = ANY($1::text[])", [days]);
  await sql("DELETE FROM franchise_day WHERE day_on = ANY($1::text[])", [days]);
  await sql(ADD_DAYS);
  await sql(ADD_FRANCHISES);
  return days;
}

/** What merchants sold before they came under a signboard: they may let their head office see it. */
async function addFranchisees(sql: Sql, { throughMs, nowMs }: Fold): Promise<number> {
  const firstOn = addDays(jstDay(nowMs), -CHECKED_DAYS);
  const rows = await sql<{ id: string; firstMs: number }>(
    `SELECT m.id, extract(epoch FROM f.first_paid_at)::float8 * 1000 AS "firstMs"
     FROM merchant m JOIN merchant_profile f ON f.merchant_id = m.id AND f.first_paid_at < $1
     WHERE m.brand_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM franchise_day d WHERE d.tenant_id = m.id AND d.day_on < $2)`,
    [instant(jstDayStartMs(firstOn)), firstOn],
  );
  if (rows.length === 0) return 0;
  const tenantIds = rows.map(({ id }) => id);
  const fromMs = Math.min(...rows.map(({ firstMs }) => firstMs)) - DAY_MS;
  await gatherSales(sql, { fromMs, untilMs: throughMs, tenantIds });
  await sql("DELETE FROM franchise_day WHERE tenant_id = ANY($1::text[])", [tenantIds]);
  await sql(ADD_FRANCHISES);
  return rows.length;
}

/** Counts everything anew when the codes as a whole have other sales than the days. */
async function mendCodes(sql: Sql, { throughMs, nowMs }: Fold): Promise<boolean> {
  const [sums] = await sql<{ same: boolean }>(
    `SELECT (SELECT (coalesce(sum(payments), 0), coalesce(sum(amount_minor), 0)) FROM code_activity)
          = (SELECT (coalesce(sum(payments), 0), coalesce(sum(amount_minor), 0)) FROM sales_day) AS same`,
  );
  if (sums?.same !== false) return false;
  await rebuild(sql, { untilMs: throughMs, nowMs });
  return true;
}

/** Brings first and last payments of merchants in line with those of their codes. */
async function mendMerchants(sql: Sql, { nowMs }: Fold): Promise<number> {
  const rows = await sql(
    `UPDATE merchant_profile p SET first_paid_at = a.first, last_paid_at = a.last,
       activity = CASE WHEN a.last IS NULL THEN 'never' WHEN a.last < $1 THEN 'dormant' ELSE 'active' END
     FROM (SELECT f.merchant_id, min(a.first_paid_at) AS first, max(a.last_paid_at) AS last
           FROM merchant_profile f LEFT JOIN code_activity a ON a.tenant_id = f.merchant_id GROUP BY 1) a
     WHERE a.merchant_id = p.merchant_id AND (p.first_paid_at, p.last_paid_at) IS DISTINCT FROM (a.first, a.last)
     RETURNING p.merchant_id`,
    [instant(nowMs - DORMANT_DAYS * DAY_MS)],
  );
  return rows.length;
}
