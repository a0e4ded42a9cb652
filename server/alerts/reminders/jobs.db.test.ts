import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobDeps } from "@/server/api/entry";
import { instant } from "@/server/kernel/calendar";
import { mintScope } from "@/server/kernel/scope";
import { expireApplications } from "@/server/onboarding/expiry/commands";
import { seal } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient, transact } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { remindApplicants } from "./jobs";

const NOW = Date.parse("2026-11-22T03:00:00.123Z");
const DAY_MS = 86_400_000;

let database: TestDatabase;
const sql = () => sqlOfClient(poolFor("jobs"));
const deps = (nowMs = NOW) => ({ ...jobDeps("alerts", "req_a"), now: nowMs });

beforeAll(async () => {
  database = await testDatabase();
  await sql()("INSERT INTO person (id, email, created_at) VALUES ('per_hana', 'hana@example.jp', now())");
});
beforeEach(() => sql()("DELETE FROM notification"));
afterAll(() => database.drop());

describe("applications that wait for their applicant", () => {
  beforeEach(() =>
    withClient(database.urls.superuser, (client) =>
      client.query("DELETE FROM application").then(() => undefined),
    ),
  );

  async function waiting(id: string, state: string, sinceMs: number, submissions = 0): Promise<void> {
    const { data, keyId } = seal(JSON.stringify({ fields: {}, consents: {} }), `application:${id}`);
    await transact(mintScope({ kind: "system", name: "jobs" }), (tx) =>
      tx.application.create({
        data: {
          id,
          tenantId: `mer_${id}`,
          applicantId: "per_hana",
          state,
          submissions,
          sealed: data,
          keyId,
          createdAt: instant(sinceMs),
          updatedAt: instant(sinceMs),
        },
        select: { id: true },
      }),
    );
  }

  test("are reminded of on the 3rd, 10th and 25th day, once each, however often the job runs", async () => {
    await waiting("app_d", "draft", NOW);
    const told: number[] = [];
    for (let day = 0; day < 90; day += 1) {
      const once = await remindApplicants(deps(NOW + day * DAY_MS));
      const again = await remindApplicants(deps(NOW + day * DAY_MS + 3_600_000));
      expect(again).toBe(0);
      if (once > 0) told.push(day);
    }
    expect(told).toEqual([3, 10, 25]);
  });

  test("one letter, not three, when the clock jumps; a new round begins anew", async () => {
    await waiting("app_j", "draft", NOW);
    expect(await remindApplicants(deps(NOW + 40 * DAY_MS))).toBe(1);
    expect(await remindApplicants(deps(NOW + 89 * DAY_MS))).toBe(0);
    await sql()("UPDATE application SET state = 'returned', submissions = 1 WHERE id = 'app_j'");
    expect(await remindApplicants(deps(NOW + 41 * DAY_MS))).toBe(1);
    const told = await sql()("SELECT kind, params FROM notification ORDER BY id");
    expect(told).toEqual([
      { kind: "application_unfinished", params: { expiresOn: "2027-02-20" } },
      { kind: "application_waits", params: { expiresOn: "2027-02-20" } },
    ]);
  });

  test("end after ninety days, with an event, and are reminded of no more", async () => {
    await waiting("app_e", "returned", NOW, 1);
    await waiting("app_f", "draft", NOW + DAY_MS);
    await waiting("app_g", "in_review", NOW - 200 * DAY_MS);
    expect(await expireApplications(deps(NOW + 90 * DAY_MS - 1))).toBe(0);
    const both = await Promise.all([
      expireApplications(deps(NOW + 90 * DAY_MS)),
      expireApplications(deps(NOW + 90 * DAY_MS)),
    ]);
    expect(both.reduce((sum, count) => sum + count)).toBe(1);
    const states = await sql()("SELECT id, state FROM application ORDER BY id");
    expect(states).toEqual([
      { id: "app_e", state: "expired" },
      { id: "app_f", state: "draft" },
      { id: "app_g", state: "in_review" },
    ]);
    const events = await sql()("SELECT subject_id FROM outbox_event WHERE type = 'application.expired'");
    expect(events).toEqual([{ subject_id: "app_e" }]);
    expect(await remindApplicants(deps(NOW + 90 * DAY_MS))).toBe(1);
  });
});
