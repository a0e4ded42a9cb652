import { afterAll, beforeAll, expect, test } from "vitest";
import { ensurePerson } from "@/server/identity/sign-in/commands";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { jobDeps } from "./entry";
import { signedInWith } from "./request-context";
import { createCaller } from "./root";
import { openSandboxSession } from "./sign-in";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ SANDBOX: "1" });
});
afterAll(() => database.drop());

test("applications cannot be begun without end, and the refusal says so (G20)", async () => {
  const deps = jobDeps("test", "req_test");
  const email = "eager@example.jp";
  await deps.transact((tx) => ensurePerson(tx, deps, { email, name: "", locale: "ja" }));
  const [, token = ""] = (await openSandboxSession(email)).split("=");
  const context = async () => ({
    requestId: "req_test",
    signedIn: await signedInWith(token),
    clientAddress: "192.0.2.7",
    locale: "ja",
  });
  for (let begun = 0; begun < 10; begun += 1) await createCaller(await context()).applications.start();
  const eleventh = createCaller(await context()).applications.start();
  await expect(eleventh).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
});
