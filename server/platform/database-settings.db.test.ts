import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "./database-roles";
import { unsafeSettings } from "./database-settings";
import { type TestDatabase, testDatabase } from "./test-database";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database.drop();
});

test("a sound server has nothing to say", async () => {
  expect(await unsafeSettings(database.urls.noren_app)).toEqual([]);
});

test("a database that answers before it has written is named, also when only one role is set so", async () => {
  await withClient(database.urls.superuser, (client) =>
    client.query(`ALTER ROLE noren_app IN DATABASE ${database.name} SET synchronous_commit = off`),
  );
  expect((await unsafeSettings(database.urls.noren_app)).join()).toContain("synchronous_commit off");
});
