import { afterAll, beforeAll, expect, test } from "vitest";
import { seedPeople } from "@/prisma/seed/people";
import { DEMO_PEOPLE } from "@/prisma/seed/people.data";
import { MERCHANT_ROLES, OPERATOR_ROLES } from "@/server/kernel/permissions";
import { provideEnv } from "@/server/platform/env";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { jobDeps } from "./entry";
import { signedInWith } from "./request-context";
import { openSandboxSession } from "./sign-in";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ SANDBOX: "1" });
  await seedPeople(jobDeps("seed", "req_seed"));
});
afterAll(() => database.drop());

test("the demo has somebody for every role, and seeding twice adds nobody", async () => {
  const again = await seedPeople(jobDeps("seed", "req_seed"));
  expect(again.size).toBe(DEMO_PEOPLE.length);
  const roles = new Set<string>(DEMO_PEOPLE.map(({ role }) => role));
  for (const role of [...MERCHANT_ROLES, ...OPERATOR_ROLES]) expect(roles).toContain(role);
  const cookie = await openSandboxSession("finance2@demo.noren.example");
  expect((await signedInWith(cookie.split("=")[1]))?.memberships).toHaveLength(1);
});

test("`noren session` gives a cookie that the next request is signed in with", async () => {
  const cookie = await openSandboxSession("Reviewer@demo.noren.example");
  expect(cookie).toMatch(/^next-auth\.session-token=[\w-]{43}$/);
  expect((await signedInWith(cookie.split("=")[1]))?.active).toMatchObject({
    kind: "operator",
    role: "reviewer",
  });
});

test("`noren session` knows nobody that the product does not know", async () => {
  await expect(openSandboxSession("nobody@example.jp")).rejects.toMatchObject({ code: "not_found" });
});

test("outside the sandbox `noren session` is refused", async () => {
  provideEnv({ NODE_ENV: "test", DATABASE_URL: database.urls.noren_app });
  await expect(openSandboxSession("reviewer@demo.noren.example")).rejects.toMatchObject({
    code: "not_permitted",
  });
});
