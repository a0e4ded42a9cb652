import { addDays, type Day, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor, idTimeMs } from "@/server/kernel/ids";
import { type Sql, transactSql } from "@/server/platform/db";
import { ACQUIRER_TENANT } from "../rules";

/**
 * How long after midnight in Japan a day may be closed. An entry carries the id of the moment at which its command
 * began, so the commands that began before midnight should have ended.
 */
const SETTLING_MS = 3_600_000;
const CLOSING_LOCK = 7_712;

/** The last day that may be closed at an instant of business time. */
export function lastClosableDay(nowMs: number): Day {
  return addDays(jstDay(nowMs - SETTLING_MS), -1);
}

/**
 * Writes the checkpoints of every day that is over and has none: the balance of each account that moved on it. A
 * checkpoint is never changed; an entry that arrives late removes it, and the next run writes it anew.
 * @returns the days closed now
 */
export async function closeDays(deps: { readonly now: number }): Promise<readonly Day[]> {
  const closed: Day[] = [];
  for (;;) {
    const day = await transactSql("jobs", (sql) => closeNextDay(sql, deps.now));
    if (day === undefined) return closed;
    closed.push(day);
  }
}

async function closeNextDay(sql: Sql, nowMs: number): Promise<Day | undefined> {
  await sql("SELECT pg_advisory_xact_lock($1)::text AS locked", [CLOSING_LOCK]);
  const [open] = await sql<{ bound: string; id: string | null }>(
    `WITH closed AS (SELECT coalesce(max(through_entry_id), '') AS bound FROM ledger_checkpoint)
     SELECT bound, (SELECT id FROM ledger_entry WHERE id >= bound ORDER BY id LIMIT 1) AS id FROM closed`,
  );
  if (!open?.id) return undefined;
  const day = jstDay(idTimeMs(open.id));
  if (day > lastClosableDay(nowMs)) return undefined;
  const through = idFloor("entry", jstDayStartMs(addDays(day, 1)));
  await sql(CLOSE_DAY, [day, open.bound, through, nowMs]);
  return day;
}

const CLOSE_DAY = `
  WITH leg AS (
    SELECT to_account AS account, currency, sum(amount_minor) AS minor FROM ledger_posting
    WHERE entry_id >= $2 AND entry_id < $3 GROUP BY 1, 2
    UNION ALL
    SELECT from_account, currency, -sum(amount_minor) FROM ledger_posting
    WHERE entry_id >= $2 AND entry_id < $3 GROUP BY 1, 2
  ), moved AS (
    SELECT account, currency, sum(minor) AS minor FROM leg GROUP BY account, currency
  )
  INSERT INTO ledger_checkpoint (account, tenant_id, closed_on, currency, through_entry_id, balance_minor, created_at)
  SELECT account, CASE WHEN account LIKE 'merchant:%' THEN split_part(account, ':', 2) ELSE '${ACQUIRER_TENANT}' END,
         $1, currency, $3, minor + coalesce(earlier.balance_minor, 0), to_timestamp($4::bigint / 1000.0)
  FROM moved
  LEFT JOIN LATERAL (
    SELECT balance_minor FROM ledger_checkpoint AS earlier
    WHERE earlier.account = moved.account AND earlier.currency = moved.currency AND earlier.closed_on < $1
    ORDER BY earlier.closed_on DESC LIMIT 1
  ) AS earlier ON true`;
