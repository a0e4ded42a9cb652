import { jobDeps } from "@/server/api/entry";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import type { TestDatabase } from "@/server/platform/test-database";
import { type RetentionKind, retentionLine } from "@/server/privacy/retention/rules";

const NOW = Date.parse("2036-11-22T03:00:00Z");
const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

/** What the jobs' role reads. */
export const sql = () => sqlOfClient(poolFor("jobs"));
export const deps = (nowMs = NOW) => ({ ...jobDeps("retention", "req_r"), now: nowMs });
export const at = (ms: number) => new Date(ms).toISOString();

/** An instant two days before, and one two days after, the end of a kind's period. */
export function around(kind: RetentionKind): { over: number; within: number } {
  const { count, unit } = retentionLine(kind);
  const length = count * (unit === "days" ? DAY_MS : YEAR_MS);
  return { over: NOW - length - 2 * DAY_MS, within: NOW - length + 2 * DAY_MS };
}

/** Plants rows as the superuser: what roles may not write is no matter here. */
export const planter =
  (database: () => TestDatabase) =>
  (text: string, values: readonly unknown[] = []) =>
    withClient(database().urls.superuser, async (client) => {
      await client.query("SET session_replication_role = replica");
      return client.query(text, [...values]);
    });

export type Plant = ReturnType<typeof planter>;

/** A merchant whose contract ended at an instant, or runs. */
export async function plantMerchant(plant: Plant, id: string, terminatedMs: number | null): Promise<void> {
  await plant(
    `INSERT INTO merchant (id, tenant_id, legal_name, legal_name_kana, trade_name, entity_type, contact_email, phone,
       postal_code, prefecture_code, prefecture, city, address_line, mcc, state, created_at, terminated_at)
     VALUES ($1, $1, '', '', '', 'company', '', '', '', '', '', '', '', '', $2, now(), $3)`,
    [id, terminatedMs === null ? "active" : "terminated", terminatedMs === null ? null : at(terminatedMs)],
  );
}
