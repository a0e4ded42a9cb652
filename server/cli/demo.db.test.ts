import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareApplications, STAGES } from "@/prisma/seed/demo/applications";
import { seedPeople } from "@/prisma/seed/people";
import { jobDeps } from "@/server/api/entry";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const NOW = Date.parse("2026-11-22T01:00:00Z");
let database: TestDatabase;
let uploads: string;

beforeAll(async () => {
  uploads = await mkdtemp(join(tmpdir(), "noren-demo-"));
  database = await testDatabase({ SANDBOX: "1", STORAGE_URL: `file:${uploads}` });
  await seedPeople(jobDeps("demo", "req_demo"));
});
afterAll(async () => {
  await database.drop();
  await rm(uploads, { recursive: true, force: true });
});

test("prepared applications come through the product's own commands, each at its stage", async () => {
  const made = await prepareApplications({ nowMs: NOW, count: 12 });
  expect(new Set(made.map(({ stage }) => stage))).toEqual(new Set(STAGES));
  const { rows } = await withClient(database.urls.superuser, (client) =>
    client.query<{ id: string; state: string; audited: number }>(
      `SELECT a.id, a.state, (SELECT count(*)::int FROM audit_event e WHERE e.subject_id = a.id) AS audited
       FROM application a`,
    ),
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const { applicationId, stage } of made) {
    expect(stored.get(applicationId)).toMatchObject({ state: stage });
    expect(stored.get(applicationId)?.audited).toBeGreaterThanOrEqual(3);
  }
});
