import { jstDay } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import { paymentIdFloor } from "@/server/payments/queries";
import { raiseAlerts } from "@/server/payments/risk/alerts/commands";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { RecurringJob } from "@/server/platform/jobs";
import { type News, tellPeople } from "../news/commands";
import { isUnusuallySilent, RHYTHM_WEEKS, SILENCE_MS, silenceKey } from "./rules";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

type Rhythm = {
  readonly codeId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly store: string;
  readonly usual: number[];
  readonly now: number;
};

// A payment's id begins with its milliseconds, so each window is one range of one partition.
const RHYTHMS = `
  WITH busy AS (
    SELECT p.code_id, w.week, count(*)::int AS payments
    FROM jsonb_to_recordset($1::text::jsonb) AS w(week int, from_id text, until_id text)
    JOIN payment p ON p.id >= w.from_id AND p.id < w.until_id AND p.state = 'succeeded'
    GROUP BY p.code_id, w.week
  )
  SELECT c.id AS "codeId", c.tenant_id AS "tenantId", s.id AS "storeId", s.name AS store,
         array_agg(busy.payments) FILTER (WHERE busy.week > 0) AS usual,
         coalesce(sum(busy.payments) FILTER (WHERE busy.week = 0), 0)::int AS now
  FROM busy JOIN code c ON c.id = busy.code_id AND c.state = 'active' JOIN store s ON s.id = c.store_id AND s.state = 'active'
  GROUP BY c.id, s.id HAVING count(*) FILTER (WHERE busy.week > 0) = $2`;

function listRhythms(sql: Sql, nowMs: number): Promise<Rhythm[]> {
  const windows = Array.from({ length: RHYTHM_WEEKS + 1 }, (_, week) => ({
    week,
    from_id: paymentIdFloor(nowMs - week * WEEK_MS - SILENCE_MS),
    until_id: paymentIdFloor(nowMs - week * WEEK_MS),
  }));
  return sql<Rhythm>(RHYTHMS, [JSON.stringify(windows), RHYTHM_WEEKS]);
}

/**
 * Tells the people of a store, once a day, that a code which is usually busy now takes nothing, and raises it with
 * operations. @returns how many heard
 */
export async function tellOfSilentCodes(deps: Deps<SystemScope>): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const silent = (await listRhythms(sql, deps.now)).filter(({ usual, now }) => isUnusuallySilent(usual, now));
  const news = silent.map(
    ({ codeId, tenantId, storeId, store }): News => ({
      kind: "code_silent",
      key: silenceKey(codeId, jstDay(deps.now)),
      tenantId,
      storeId,
      params: { store, code: codeId },
    }),
  );
  await raiseAlerts(
    sql,
    deps,
    silent.map(({ codeId, tenantId, storeId }) => ({
      tenantId,
      storeId,
      rule: "silent_poster",
      facts: { code: codeId },
      findingKey: `silent_poster:${codeId}:${jstDay(deps.now)}`,
    })),
  );
  return tellPeople(sql, deps, news);
}

export const silenceJob: RecurringJob = {
  name: "silent-codes",
  everyMs: HOUR_MS,
  run: async (deps) => void (await tellOfSilentCodes(deps)),
};
