import { addDays, instant, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { COHORT_MONTHS, FIGURE_DAYS, FUNNEL_DAYS, mondayOf, WEEKS_KEPT } from "./rules";

/**
 * Computes every figure of the network's page anew, set by set, and puts them in the place of the old ones at once.
 * The page itself only reads what is written here.
 */
export async function refreshFigures(deps: Pick<Deps<SystemScope>, "now">): Promise<void> {
  const today = jstDay(deps.now);
  const since = instant(jstDayStartMs(addDays(today, -FIGURE_DAYS)));
  const funnelSince = instant(jstDayStartMs(addDays(today, -FUNNEL_DAYS)));
  const firstWeek = addDays(mondayOf(today), -7 * (WEEKS_KEPT - 1));
  await transactSql("jobs", async (sql) => {
    // One at a time: two would write the same keys.
    await sql("SELECT pg_advisory_xact_lock(hashtext('noren.network_figure'))::text");
    await sql("DELETE FROM network_figure");
    await sql(MERCHANTS, [since]);
    await sql(STORES);
    await sql(SALES, [addDays(today, -FIGURE_DAYS)]);
    await sql(WEEKS, [instant(jstDayStartMs(firstWeek)), firstWeek]);
    await sql(COHORTS, [instant(deps.now), COHORT_MONTHS]);
    await sql(WALLETS);
    await sql(APPLICATIONS);
    await addFunnel(sql, { nowMs: deps.now, since: funnelSince, sinceOn: addDays(today, -FUNNEL_DAYS) });
    await sql(
      `INSERT INTO network_refresh (id, computed_at, sales_at)
       VALUES (1, $1, coalesce((SELECT through_at FROM sales_fold WHERE id = 1), to_timestamp(0)))
       ON CONFLICT (id) DO UPDATE SET computed_at = excluded.computed_at, sales_at = excluded.sales_at`,
      [instant(deps.now)],
    );
  });
}

const INTO = "INSERT INTO network_figure (part, key, figures)";
const onConflict =
  "ON CONFLICT (part, key) DO UPDATE SET figures = network_figure.figures || excluded.figures";

// GROUPING() has a bit for each column that a row does not group by, the first column's the highest.
const MERCHANTS = `${INTO}
  SELECT CASE grouping(m.prefecture_code, m.mcc, f.manager_id) WHEN 3 THEN 'prefecture' WHEN 5 THEN 'category'
           WHEN 6 THEN 'manager' ELSE 'all' END,
         CASE grouping(m.prefecture_code, m.mcc, f.manager_id) WHEN 3 THEN m.prefecture_code WHEN 5 THEN m.mcc
           WHEN 6 THEN coalesce(f.manager_id, 'none') ELSE '' END,
         jsonb_build_object(
           'active', count(*) FILTER (WHERE m.state = 'active'),
           'suspended', count(*) FILTER (WHERE m.state = 'suspended'),
           'terminated', count(*) FILTER (WHERE m.state = 'terminated'),
           'joined', count(*) FILTER (WHERE m.approved_at >= $1 AND m.state <> 'terminated'),
           'paid', count(*) FILTER (WHERE f.activity <> 'never' AND m.state <> 'terminated'),
           'dormant', count(*) FILTER (WHERE f.activity = 'dormant' AND m.state = 'active'),
           'never', count(*) FILTER (WHERE f.activity = 'never' AND m.state = 'active'))
  FROM merchant m JOIN merchant_profile f ON f.merchant_id = m.id
  GROUP BY GROUPING SETS ((m.prefecture_code), (m.mcc), (f.manager_id), ())`;

const STORES = `${INTO}
  SELECT CASE grouping(s.prefecture_code, s.mcc, s.municipality_code) WHEN 3 THEN 'prefecture' WHEN 5 THEN 'category'
           WHEN 6 THEN 'municipality' ELSE 'all' END,
         CASE grouping(s.prefecture_code, s.mcc, s.municipality_code) WHEN 3 THEN s.prefecture_code WHEN 5 THEN s.mcc
           WHEN 6 THEN s.municipality_code ELSE '' END,
         jsonb_build_object('stores', count(*) FILTER (WHERE s.state = 'active'),
           'storesPaid', count(*) FILTER (WHERE s.state = 'active' AND f.activity <> 'never'), 'name', min(s.city))
  FROM store s JOIN merchant_profile f ON f.merchant_id = s.merchant_id
  GROUP BY GROUPING SETS ((s.prefecture_code), (s.mcc), (s.municipality_code), ()) ${onConflict}`;

const SALES = `${INTO}
  SELECT CASE grouping(prefecture_code, mcc, municipality_code, wallet_id) WHEN 7 THEN 'prefecture' WHEN 11 THEN 'category'
           WHEN 13 THEN 'municipality' WHEN 14 THEN 'wallet' ELSE 'all' END,
         CASE grouping(prefecture_code, mcc, municipality_code, wallet_id) WHEN 7 THEN prefecture_code WHEN 11 THEN mcc
           WHEN 13 THEN municipality_code WHEN 14 THEN wallet_id ELSE '' END,
         jsonb_build_object('payments', coalesce(sum(payments), 0), 'amountMinor', coalesce(sum(amount_minor), 0)::text)
  FROM sales_day WHERE day_on > $1
  GROUP BY GROUPING SETS ((prefecture_code), (mcc), (municipality_code), (wallet_id), ()) ${onConflict}`;

const WEEKS = `${INTO}
  SELECT 'week', CASE WHEN week < 0 THEN 'before' ELSE to_char($2::date + week * 7, 'YYYY-MM-DD') END,
         jsonb_build_object('joined', count(*))
  FROM (SELECT greatest(floor(extract(epoch FROM approved_at - $1::timestamptz) / 604800), -1)::int AS week
        FROM merchant WHERE state <> 'terminated' AND approved_at IS NOT NULL) AS came
  GROUP BY week`;

const COHORTS = `${INTO}
  SELECT 'cohort', month, jsonb_build_object('joined', count(*),
           'within7', count(*) FILTER (WHERE first_paid_at < approved_at + interval '7 days'),
           'within30', count(*) FILTER (WHERE first_paid_at < approved_at + interval '30 days'),
           'after90', count(*) FILTER (WHERE last_paid_at >= approved_at + interval '90 days'),
           'isOld7', bool_and(approved_at + interval '7 days' <= $1), 'isOld30', bool_and(approved_at + interval '30 days' <= $1),
           'isOld90', bool_and(approved_at + interval '90 days' <= $1))
  FROM (SELECT to_char(m.approved_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM') AS month, m.approved_at, f.first_paid_at,
               f.last_paid_at
        FROM merchant m JOIN merchant_profile f ON f.merchant_id = m.id
        WHERE m.state <> 'terminated'
          AND m.approved_at >= (date_trunc('month', $1::timestamptz AT TIME ZONE 'Asia/Tokyo')
                                - make_interval(months => $2::int - 1)) AT TIME ZONE 'Asia/Tokyo') AS came
  GROUP BY month`;

const WALLETS = `${INTO}
  SELECT 'wallet', wallet_id, jsonb_build_object('states', jsonb_object_agg(state, count))
  FROM (SELECT wallet_id, state, count(*) AS count FROM wallet_registration GROUP BY 1, 2) AS counted
  GROUP BY wallet_id ${onConflict}`;

const APPLICATIONS = `${INTO}
  SELECT 'application', state, jsonb_build_object('count', count(*)) FROM application GROUP BY state`;

type Since = { readonly nowMs: number; readonly since: Date | string; readonly sinceOn: string };

/** How many came to each step within the last months, how many wait there now, and for how many days. */
async function addFunnel(sql: Sql, { nowMs, since, sinceOn }: Since): Promise<void> {
  const now = instant(nowMs);
  await sql(
    `${INTO} SELECT 'funnel', 'visited', jsonb_build_object('reached', coalesce(sum(visits), 0))
     FROM visit_day WHERE day_on > $1`,
    [sinceOn],
  );
  await sql(
    `${INTO}
     SELECT 'funnel', step, jsonb_build_object('reached', count(*), 'waiting', count(waits_since),
              'medianDays', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM $1 - waits_since) / 86400),
              'oldestDays', max(extract(epoch FROM $1 - waits_since) / 86400))
     FROM (
       SELECT 'started' AS step, CASE WHEN state IN ('draft', 'returned') THEN updated_at END AS waits_since
       FROM application WHERE created_at >= $2
       UNION ALL
       SELECT 'submitted', CASE WHEN state IN ('submitted', 'in_review', 'recommended') THEN submitted_at END
       FROM application WHERE created_at >= $2 AND submitted_at IS NOT NULL
       UNION ALL
       SELECT 'approved', CASE WHEN registered.at IS NULL THEN m.approved_at END
       FROM merchant m LEFT JOIN LATERAL (SELECT min(r.settled_at) AS at FROM wallet_registration r
         WHERE r.tenant_id = m.id AND r.state = 'approved') AS registered ON true
       WHERE m.approved_at >= $2 AND m.state <> 'terminated'
       UNION ALL
       SELECT 'registered', CASE WHEN f.first_paid_at IS NULL THEN registered.at END
       FROM merchant m JOIN merchant_profile f ON f.merchant_id = m.id
       JOIN LATERAL (SELECT min(r.settled_at) AS at FROM wallet_registration r
         WHERE r.tenant_id = m.id AND r.state = 'approved') AS registered ON registered.at IS NOT NULL
       WHERE m.approved_at >= $2 AND m.state <> 'terminated'
       UNION ALL
       SELECT 'paid', NULL FROM merchant m JOIN merchant_profile f ON f.merchant_id = m.id
       WHERE m.approved_at >= $2 AND m.state <> 'terminated' AND f.first_paid_at IS NOT NULL
     ) AS steps GROUP BY step`,
    [now, since],
  );
}
