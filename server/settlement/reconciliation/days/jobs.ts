import { jstDay, toDay } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { RecurringJob } from "@/server/platform/jobs";
import { compareDay } from "../compare/commands";
import { openFound, raiseFound } from "../items/ingest";
import { REPORT_KINDS } from "../reports/rules";
import { ROW_KINDS } from "../rules";
import { daysToHave } from "./rules";

/** A difference is looked at again as long as this, because late messages and inquiries may explain it. */
const LOOKED_AT_AGAIN_DAYS = 10;

/** Looks again at what is open, and raises what should have come and has not: reports, and money. */
export async function watchDays(deps: Deps<SystemScope>): Promise<void> {
  const since = jstDay(deps.now - LOOKED_AT_AGAIN_DAYS * 86_400_000);
  const open = await transactSql("jobs", (sql) =>
    sql<{ clearing_on: string }>(
      `SELECT DISTINCT clearing_on FROM reconciliation_item
       WHERE state = 'open' AND kind = ANY($1::text[]) AND clearing_on >= $2 ORDER BY clearing_on`,
      [ROW_KINDS, since],
    ),
  );
  // A day at a time, so that none of them holds the others' rows for long.
  for (const { clearing_on } of open) {
    await transactSql("jobs", (sql) => compareDay(sql, deps, { clearingOn: toDay(clearing_on) }));
  }
  await transactSql("jobs", (sql) => raiseOverdue(sql, deps));
}

async function raiseOverdue(sql: Sql, deps: Deps<SystemScope>): Promise<void> {
  const [first] = await sql<{ on: string | null }>(`SELECT min(clearing_on) AS "on" FROM network_day`);
  const days = daysToHave(first?.on ? toDay(first.on) : null, deps.now);
  await openFound(sql);
  await sql(
    `INSERT INTO looked_at SELECT subject_key FROM reconciliation_item
     WHERE kind IN ('report_missing', 'money_missing') AND state <> 'resolved'`,
  );
  await sql(
    `INSERT INTO found
     SELECT 'day:' || day || ':' || kind, ARRAY['report_missing'], day, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0,
            kind
     FROM unnest($1::text[]) AS due(day), unnest($2::text[]) AS wanted(kind)
     WHERE NOT EXISTS (SELECT 1 FROM network_report n WHERE n.kind = wanted.kind AND n.clearing_on = due.day AND n.state = 'current')`,
    [days, REPORT_KINDS],
  );
  await sql(
    `INSERT INTO found
     SELECT 'day:' || clearing_on || ':money', ARRAY['money_missing'], clearing_on, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, coalesce(promised_minor, reported_minor - reported_fee_minor), 0, 0, 0, ''
     FROM network_day
     WHERE receipt_id IS NULL AND items_report_id IS NOT NULL AND due_on < $1
       AND coalesce(promised_minor, reported_minor - reported_fee_minor) <> 0`,
    [jstDay(deps.now)],
  );
  await sql(LOST_DISPUTES);
  await raiseFound(sql, deps);
}

/**
 * A dispute that was lost lowers what the network owes us, and stands in none of its reports: the network takes it off
 * some transfer, which then differs by as much. The two are looked at together and end together.
 */
const LOST_DISPUTES = `
  INSERT INTO found
  SELECT 'dispute:' || id || ':' || round, ARRAY['dispute'],
         to_char(settled_at AT TIME ZONE 'UTC' + interval '8 hours', 'YYYY-MM-DD'), NULL, NULL, 'DISPUTE', network_dispute_id,
         payment_id, tenant_id, wallet_id, NULL, -amount_minor, 0, 0, 0, ''
  FROM dispute WHERE state IN ('lost', 'expired') AND settled_at IS NOT NULL`;

export const watchDaysJob: RecurringJob = {
  name: "reconciliation-watch",
  everyMs: 3_600_000,
  run: watchDays,
};
