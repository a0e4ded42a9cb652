import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveSettlement } from "@/bench/settlement-history";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

let database: TestDatabase;
const zone = process.env.TZ;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  process.env.TZ = zone;
  await database.drop();
});

/** Node and PostgreSQL both live in another place of the world. */
async function moveTo(place: string): Promise<void> {
  process.env.TZ = place;
  await withClient(database.urls.superuser, (client) =>
    client.query(`ALTER DATABASE ${database.name} SET timezone = '${place}'`),
  );
}

describe("settlement against a slow, obvious model (G9, G10, G14)", () => {
  it.each([
    [1, "Asia/Kathmandu"],
    [2, "Asia/Tokyo"],
    [3, "America/Los_Angeles"],
  ])(
    "agrees to the yen over a random history of contracts, sales, refunds and holidays, seed %i in %s",
    async (seed, place) => {
      await moveTo(place);
      expect(await liveSettlement(seed, database.urls.superuser)).toBeGreaterThan(20);
    },
  );
});
