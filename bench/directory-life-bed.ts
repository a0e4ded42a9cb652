import { addDays, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import { withClient } from "@/server/platform/database-roles";

const DAY_MS = 86_400_000;
/** Whole days before now whose payments are in the books, entry by entry. */
const WEEK = 7;

/**
 * A code at every store of the bed, nine of ten of them with payments, and the payments of the last week in books and
 * read models alike, so that a comparison finds nothing to put right. Earlier days are in the read models alone.
 * @param payments of the week
 */
export async function plantLife(ownerUrl: string, nowMs: number, payments: number): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query("SET synchronous_commit = off; SET session_replication_role = replica");
    await client.query(CODES, [new Date(nowMs)]);
    await client.query("DELETE FROM sales_day WHERE day_on >= $1", [addDays(jstDay(nowMs), -WEEK)]);
    for (let ago = WEEK; ago >= 1; ago -= 1) {
      const day = addDays(jstDay(nowMs), -ago);
      const startMs = jstDayStartMs(day);
      const given = [
        Math.floor(payments / WEEK),
        new Date(startMs),
        idFloor("entry", startMs),
        `pay_${startMs}`,
        day,
      ];
      await client.query(WEEK_DAY, given);
      await client.query(WEEK_SUMS, [day]);
    }
    // Codes and days agree as a whole: the first code has what the others leave over.
    await client.query(REST);
    await client.query(MERCHANTS, [new Date(nowMs - 30 * DAY_MS)]);
    await client.query(
      "INSERT INTO sales_fold (id, through_at, folded_at) VALUES (1, $1, $1) ON CONFLICT (id) DO UPDATE SET through_at = $1",
      [new Date(jstDayStartMs(jstDay(nowMs)))],
    );
    await client.query("VACUUM ANALYZE");
  });
}

const CODES = `
  WITH made AS (
    INSERT INTO code (id, tenant_id, store_id, counter_name, state, format, created_at, updated_at)
    SELECT 'C' || lpad(row_number() OVER (ORDER BY id)::text, 9, '0'), tenant_id, id, '', 'active', 'url', $1, $1 FROM store
    RETURNING id, tenant_id, store_id
  ), numbered AS (SELECT *, right(id, 6)::int AS n FROM made), paid AS (
    INSERT INTO code_activity (code_id, tenant_id, store_id, first_paid_at, last_paid_at, payments, amount_minor, by_hour)
    SELECT id, tenant_id, store_id, $1::timestamptz - interval '59 days', $1::timestamptz - CASE WHEN n % 20 = 5
             THEN interval '40 days' ELSE interval '1 hour' END, 60, 76800, array_fill(2, ARRAY[24])
    FROM numbered WHERE n % 10 <> 4
  )
  INSERT INTO code_scan (code_id, tenant_id, first_opened_at, last_opened_at, opens)
  SELECT id, tenant_id, $1::timestamptz - interval '50 days', $1::timestamptz - interval '1 hour', 9 FROM numbered WHERE n % 50 = 4`;

const WEEK_DAY = `
  WITH sale AS (
    SELECT n, c.id AS code_id, c.tenant_id, c.store_id FROM generate_series(1, $1::int) AS n
    JOIN code c ON c.id = 'C' || lpad((1 + n * 7 % (SELECT count(*) FROM code))::text, 9, '0')
  ), payments AS (
    INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, wallet_id, origin, state, amount_minor,
                         created_at, paid_at, settled_at)
    SELECT $4 || lpad(n::text, 7, '0'), tenant_id, store_id, '', code_id, 'NOREN_JP', 'push', 'succeeded', 1280, $2, $2, $2
    FROM sale
  )
  INSERT INTO ledger_entry (id, tenant_id, kind, reference, business_day_on, occurred_at, booked_at, idempotency_key, content_hash)
  SELECT $3 || lpad(n::text, 12, '0'), tenant_id, 'payment', $4 || lpad(n::text, 7, '0'), $5, $2, $2, 'bed', '' FROM sale`;

const WEEK_SUMS = `
  INSERT INTO sales_day (day_on, municipality_code, mcc, wallet_id, prefecture_code, payments, amount_minor)
  SELECT e.business_day_on, coalesce(s.municipality_code, ''), s.mcc, p.wallet_id, min(s.prefecture_code), count(*), sum(p.amount_minor)
  FROM ledger_entry e JOIN payment p ON p.id = e.reference JOIN store s ON s.id = p.store_id
  WHERE e.business_day_on = $1 GROUP BY 1, 2, 3, 4`;

const REST = `
  UPDATE code_activity SET payments = payments + rest.payments, amount_minor = code_activity.amount_minor + rest.amount
  FROM (SELECT (SELECT sum(payments) FROM sales_day) - (SELECT sum(payments) FROM code_activity) AS payments,
               (SELECT sum(amount_minor) FROM sales_day) - (SELECT sum(amount_minor) FROM code_activity) AS amount) AS rest
  WHERE code_id = (SELECT min(code_id) FROM code_activity)`;

const MERCHANTS = `
  UPDATE merchant_profile p SET first_paid_at = a.first, last_paid_at = a.last,
    activity = CASE WHEN a.last IS NULL THEN 'never' WHEN a.last < $1 THEN 'dormant' ELSE 'active' END
  FROM (SELECT f.merchant_id, min(first_paid_at) AS first, max(last_paid_at) AS last
        FROM merchant_profile f LEFT JOIN code_activity a ON a.tenant_id = f.merchant_id GROUP BY 1) a
  WHERE a.merchant_id = p.merchant_id`;
