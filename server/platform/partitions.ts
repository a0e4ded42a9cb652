import { transactSql } from "./db";

/** Months of partitions that are kept ready ahead of business time. */
const MONTHS_AHEAD = 18;

/** Makes the monthly partitions that are missing around an instant of business time. @returns how many */
export async function ensurePartitions(nowMs: number): Promise<number> {
  const [row] = await transactSql("jobs", (sql) =>
    sql<{ made: number }>(
      "SELECT ensure_partitions((to_timestamp($1::bigint / 1000.0) - interval '4 months')::date, $2) AS made",
      [nowMs, MONTHS_AHEAD + 4],
    ),
  );
  return row?.made ?? 0;
}
