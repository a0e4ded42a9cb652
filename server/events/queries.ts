import type { Sql } from "@/server/platform/db";

/** How the outbox stands, for the health and metrics of the service. */
export type OutboxStanding = {
  readonly waiting: number;
  readonly failed: number;
  /** How long the oldest event that is due has waited, in milliseconds of business time. */
  readonly oldestDueMs: number;
};

export async function readOutboxStanding(sql: Sql, nowMs: number): Promise<OutboxStanding> {
  const [row] = await sql<OutboxStanding>(
    `SELECT (count(*) FILTER (WHERE failed_at IS NULL))::int AS waiting,
            (count(*) FILTER (WHERE failed_at IS NOT NULL))::int AS failed,
            greatest(0, $1::float8 - coalesce(min(extract(epoch FROM available_at) * 1000)
              FILTER (WHERE failed_at IS NULL), $1::float8))::float8 AS "oldestDueMs"
     FROM outbox_event`,
    [nowMs],
  );
  return row ?? { waiting: 0, failed: 0, oldestDueMs: 0 };
}

/** An event that was given up, for a person to look at. */
export type FailedEvent = {
  readonly id: string;
  readonly type: string;
  readonly subjectId: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly failedAt: Date;
};

/** The newest first, at most a hundred. */
export async function listFailedEvents(sql: Sql): Promise<FailedEvent[]> {
  return sql<FailedEvent>(
    `SELECT id, type, subject_id AS "subjectId", attempts, last_error AS "lastError", failed_at AS "failedAt"
     FROM outbox_event WHERE failed_at IS NOT NULL ORDER BY id DESC LIMIT 100`,
  );
}
