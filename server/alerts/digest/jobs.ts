import { addDays, type Day, jstDayStartMs } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import { paymentIdFloor } from "@/server/payments/queries";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { RecurringJob } from "@/server/platform/jobs";
import { type News, tellPeople } from "../news/commands";
import { newsRule } from "../news/rules";
import { digestDay, digestKey } from "./rules";

const HOUR_MS = 3_600_000;

type Total = {
  readonly tenantId: string;
  readonly personIds: string[];
  readonly count: number;
  readonly salesMinor: string;
  readonly refundsMinor: string;
};

// Whoever sees some stores only is not told of all of them. A payment's id begins with when it was made, at most an
// hour before it was paid.
const TOTALS = `
  WITH reader AS (
    SELECT m.tenant_id, array_agg(DISTINCT m.person_id) AS person_ids
    FROM notification_preference choice JOIN membership m ON m.person_id = choice.person_id
    WHERE choice.kind = 'daily_sales' AND (choice.mail OR choice.inbox) AND m.revoked_at IS NULL
      AND m.tenant_id IS NOT NULL AND m.role = ANY ($1) AND cardinality(m.store_ids) = 0
    GROUP BY m.tenant_id
  ), sold AS (
    SELECT p.tenant_id, count(*)::int AS count, sum(p.amount_minor) AS minor
    FROM reader JOIN payment p ON p.tenant_id = reader.tenant_id
    WHERE p.id >= $2 AND p.id < $3 AND p.state = 'succeeded'
      AND p.paid_at >= to_timestamp($4::float8 / 1000) AND p.paid_at < to_timestamp($5::float8 / 1000)
    GROUP BY p.tenant_id
  ), given_back AS (
    SELECT r.tenant_id, sum(r.amount_minor) AS minor FROM reader JOIN refund r ON r.tenant_id = reader.tenant_id
    WHERE r.state = 'done' AND r.settled_at >= to_timestamp($4::float8 / 1000)
      AND r.settled_at < to_timestamp($5::float8 / 1000)
    GROUP BY r.tenant_id
  )
  SELECT reader.tenant_id AS "tenantId", reader.person_ids AS "personIds", coalesce(sold.count, 0) AS count,
         coalesce(sold.minor, 0)::text AS "salesMinor", coalesce(given_back.minor, 0)::text AS "refundsMinor"
  FROM reader LEFT JOIN sold USING (tenant_id) LEFT JOIN given_back USING (tenant_id)
  WHERE sold.count > 0 OR given_back.minor > 0`;

function listTotals(sql: Sql, dayOn: Day): Promise<Total[]> {
  const [fromMs, untilMs] = [jstDayStartMs(dayOn), jstDayStartMs(addDays(dayOn, 1))];
  return sql<Total>(TOTALS, [
    newsRule("daily_sales").roles,
    paymentIdFloor(fromMs - HOUR_MS),
    paymentIdFloor(untilMs),
    fromMs,
    untilMs,
  ]);
}

/** Tells those who want it what was sold yesterday; a day without sales or refunds is no news. @returns how many heard */
export async function tellOfYesterday(deps: Deps<SystemScope>): Promise<number> {
  const dayOn = digestDay(deps.now);
  if (dayOn === undefined) return 0;
  const sql = sqlOfClient(poolFor("jobs"));
  const totals = await listTotals(sql, dayOn);
  const news = totals.map(
    ({ tenantId, personIds, count, salesMinor, refundsMinor }): News => ({
      kind: "daily_sales",
      key: digestKey(tenantId, dayOn),
      tenantId,
      personIds,
      params: { dayOn, count, salesMinor, refundsMinor },
    }),
  );
  return tellPeople(sql, deps, news);
}

export const digestJob: RecurringJob = {
  name: "daily-digest",
  everyMs: HOUR_MS,
  run: async (deps) => void (await tellOfYesterday(deps)),
};
