import { wallNow } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { setup, teardown } from "@/server/platform/test-cluster";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { liveSettlement } from "./settlement-history";

/** Where the server may stand: an odd offset, at home, and a place on the other side of the date with summer time. */
export const ZONES = ["Asia/Kathmandu", "Asia/Tokyo", "America/Los_Angeles"] as const;

/** A run closes all shops of a day at once, so a history of many shops costs little more than one of few. */
const MANY_SHOPS = 150;
const FEW_SHOPS = 8;

/** Node and PostgreSQL both live in another place of the world. */
export async function moveTo(database: TestDatabase, place: string): Promise<void> {
  process.env.TZ = place;
  await withClient(database.urls.superuser, (client) =>
    client.query(`ALTER DATABASE ${database.name} SET timezone = '${place}'`),
  );
}

/** A random history of settlement on a database of its own, in one of the zones by its seed, compared with its model. */
export async function liveElsewhere(seed: number, shops: number) {
  const home = process.env.TZ;
  const zone = ZONES[seed % ZONES.length] ?? ZONES[0];
  const database = await testDatabase();
  try {
    await moveTo(database, zone);
    return { ...(await liveSettlement(seed, { superuserUrl: database.urls.superuser, shops })), zone };
  } finally {
    process.env.TZ = home;
    await database.drop();
  }
}

/** A small history beside others. @returns how many statements were compared */
export async function settleHistory(seed: number): Promise<number> {
  return (await liveElsewhere(seed, FEW_SHOPS)).statements;
}

/**
 * `npm run soak -- --settlement`: statements of random contracts by the thousand, each compared with the slow model to
 * the yen, in three zones of the server and in the years from 2024 to 2030 by turns.
 */
export async function soakSettlement(given: { minutes: number; seed: number }): Promise<boolean> {
  await setup();
  const endMs = wallNow() + given.minutes * 60_000;
  let [seed, statements] = [given.seed, 0];
  const zones = new Map<string, number>();
  const years = new Map<string, number>();
  try {
    do {
      const lived = await liveElsewhere(seed, MANY_SHOPS);
      const year = lived.startOn.slice(0, 4);
      zones.set(lived.zone, (zones.get(lived.zone) ?? 0) + lived.statements);
      years.set(year, (years.get(year) ?? 0) + lived.statements);
      statements += lived.statements;
      process.stderr.write(
        `seed ${seed}: ${lived.statements} statements from ${lived.startOn} in ${lived.zone}\n`,
      );
      seed += 1;
    } while (wallNow() < endMs);
    const by = { zones: Object.fromEntries(zones), years: Object.fromEntries([...years].sort()) };
    process.stdout.write(`${JSON.stringify({ ok: true, firstSeed: given.seed, statements, ...by })}\n`);
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.stderr.write(`Live it again: npm run soak -- --settlement --minutes 0 --seed ${seed}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false, failingSeed: seed, statements })}\n`);
    return false;
  } finally {
    await teardown();
  }
}
