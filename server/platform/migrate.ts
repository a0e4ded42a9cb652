import PgBoss from "pg-boss";
import { seedReferenceData } from "@/prisma/seed/reference";
import { withClient } from "./database-roles";
import { ownerDatabaseUrl } from "./env";
import {
  DEAD_LETTER_QUEUE,
  JOB_QUEUES,
  JOBS_SCHEMA,
  JOBS_TIMETABLE_QUEUE,
  QUEUE_TERMS,
  SHARED_QUEUES,
} from "./jobs-queues.data";
import { isMain } from "./main-module";
import { applyMigrations } from "./schema-engine";

/** Months of partitions that are made ahead, so that a worker that was down for weeks finds its tables. */
const PARTITION_MONTHS = 22;

export type MigrationReport = { readonly applied: readonly string[] };

/**
 * Brings a database to the present: migrations, the queues of background work, and partitions.
 * Runs as the owner of the database; safe to repeat and to run twice at once.
 */
export async function migrate(ownerUrl: string): Promise<MigrationReport> {
  const applied = await applyMigrations(ownerUrl);
  await installQueues(ownerUrl);
  await ensurePartitions(ownerUrl);
  await seedReferenceData(ownerUrl);
  return { applied };
}

/** At run time pg-boss works as noren_jobs, which owns nothing and cannot create: all it needs is made here. */
async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    max: 1,
    schema: JOBS_SCHEMA,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    for (const name of [DEAD_LETTER_QUEUE, JOBS_TIMETABLE_QUEUE]) await boss.createQueue(name);
    for (const name of JOB_QUEUES) {
      const policy = SHARED_QUEUES.includes(name) ? "short" : "stately";
      const queue = { ...QUEUE_TERMS, name, policy } as const;
      await boss.createQueue(name, queue);
      // A queue of an older version keeps its jobs and gets the terms of this one.
      await boss.updateQueue(name, queue);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await withClient(ownerUrl, (client) =>
    client.query(`
      GRANT USAGE ON SCHEMA ${JOBS_SCHEMA} TO noren_jobs;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO noren_jobs;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOBS_SCHEMA} TO noren_jobs;
    `),
  );
}

async function ensurePartitions(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const known = await client.query("SELECT 1 FROM pg_proc WHERE proname = 'ensure_partitions'");
    if (known.rowCount === 0) return;
    await client.query(
      "SELECT ensure_partitions((date_trunc('month', now()) - interval '4 months')::date, $1)",
      [PARTITION_MONTHS],
    );
  });
}

if (isMain(import.meta.url)) {
  const report = await migrate(ownerDatabaseUrl());
  const names = report.applied.length === 0 ? "nothing to apply" : `applied ${report.applied.join(", ")}`;
  process.stderr.write(`migrate: ${names}\n`);
}
