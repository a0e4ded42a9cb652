import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveSettlement } from "@/bench/settlement-history";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

describe("settlement against a slow, obvious model (G9, G10, G14)", () => {
  it.each([1, 2, 3])(
    "agrees to the yen over a random history of contracts, sales, refunds and holidays, seed %i",
    async (seed) => {
      expect(await liveSettlement(seed, database.urls.superuser)).toBeGreaterThan(50);
    },
  );
});
