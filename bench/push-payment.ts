import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { unsafeSettings } from "@/server/platform/database-settings";
import { setup, teardown } from "@/server/platform/test-cluster";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { type Driven, drive } from "./network-load";
import { makeNetworkKeys, type NetworkKeys, plantShops, pushMessage, type Shop } from "./payment-bed";
import { auditAcknowledged } from "./push-books";
import { quantile, report } from "./report";

const BENCH = "push-payment";
const ROOT = join(import.meta.dirname, "..");
const SHOPS = 200;
/** As `npm start` gives it to the web process. */
const ROOM = "--max-semi-space-size=64";
type Settings = {
  readonly count: number;
  readonly rounds: number;
  readonly minutes: number;
  readonly processes: readonly number[];
};
const SETTINGS: Settings = { count: 3_000, rounds: 11, minutes: 0.25, processes: [1, 2] };

type Web = { readonly port: number; readonly process: ChildProcess };
type World = {
  readonly keys: NetworkKeys;
  readonly shops: readonly Shop[];
  readonly database: TestDatabase;
  /** What Noren has answered `S` to since the start: all of it must be in the books afterwards, and nothing else. */
  readonly acknowledged: Map<string, string>;
  refused: number;
};

/** A process that answers the network's calls, or one that verifies and signs and forgets. */
async function startWeb(world: World, kind: "storing" | "forgetful"): Promise<Web> {
  const child = spawn(process.execPath, [ROOM, "--import", "tsx", join(ROOT, "bench/push-server.ts"), kind], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...world.keys.env,
      NODE_ENV: "test",
      LOG_LEVEL: "error",
      DATABASE_URL: world.database.urls.noren_app,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { port: Number(line), process: child };
  }
  throw new Error("a web process did not start");
}

/** Sends payments to web processes of the product and keeps what they acknowledged. */
async function pay(world: World, webs: readonly Web[], count: number, perSecond?: number): Promise<Driven> {
  const [first] = world.shops;
  if (!first) throw new Error("no shops");
  let made = 0;
  const message = () => {
    made += 1;
    return pushMessage(world.shops[made % world.shops.length] ?? first);
  };
  const ports = webs.map((web) => web.port);
  return drive({ keys: world.keys, ports, count, message, ...(perSecond !== undefined && { perSecond }) });
}

async function payForGood(
  world: World,
  webs: readonly Web[],
  count: number,
  perSecond?: number,
): Promise<Driven> {
  const driven = await pay(world, webs, count, perSecond);
  for (const [id, number] of driven.acknowledged) world.acknowledged.set(id, number);
  world.refused += count - driven.acknowledged.size;
  return driven;
}

/**
 * Signed `pushPayment` per second against a handler that verifies and signs and stores nothing; load generator,
 * servers and database share the machine, and the generator signs as it sends. The two take turns, so that a busy
 * neighbour hurts both alike.
 * @param given.minutes how long each run at half of the reached rate lasts
 * @param given.processes with how many web processes, one after the other
 */
export async function benchPushPayment(given: Partial<Settings> = {}): Promise<void> {
  await setup();
  try {
    const keys = makeNetworkKeys();
    const database = await testDatabase({ ...keys.env, LOG_LEVEL: "error" });
    const unsafe = await unsafeSettings(database.urls.noren_ingest);
    if (unsafe.length > 0) throw new Error(unsafe.join("\n"));
    const shops = await plantShops(database.urls.superuser, SHOPS);
    const world: World = { keys, shops, database, acknowledged: new Map(), refused: 0 };
    await measure(world, { ...SETTINGS, ...given });
    await database.drop();
  } finally {
    await teardown();
  }
}

async function measure(world: World, settings: Settings): Promise<void> {
  const most = Math.max(...settings.processes);
  const bares: Web[] = [];
  const webs: Web[] = [];
  for (let at = 0; at < most; at += 1) {
    bares.push(await startWeb(world, "forgetful"));
    webs.push(await startWeb(world, "storing"));
  }
  for (const processes of settings.processes) {
    const some = webs.slice(0, processes);
    // Like with like: as many processes that forget as processes that store.
    const bare = bares.slice(0, processes);
    const name = processes === 1 ? "" : `, ${processes} web processes`;
    const reached = await compare(world, { webs: some, bare, name, ...settings });
    await sustain(world, { webs: some, name, perSecond: reached / 2, minutes: settings.minutes });
  }
  for (const web of [...bares, ...webs]) web.process.kill("SIGTERM");
  report({ bench: BENCH, figure: "not accepted", value: world.refused, unit: "payments", baseline: null });
  await auditAcknowledged(BENCH, world.acknowledged);
}

type Comparison = {
  readonly webs: readonly Web[];
  readonly bare: readonly Web[];
  readonly name: string;
  readonly count: number;
  readonly rounds: number;
};

/** @returns the rate that was reached */
async function compare(world: World, { webs, bare, name, count, rounds }: Comparison): Promise<number> {
  await pay(world, bare, 1_000);
  await payForGood(world, webs, 1_000);
  const pairs: { stored: number; baseline: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { perSecond: baseline } = await pay(world, bare, count);
    const { perSecond: stored } = await payForGood(world, webs, count);
    pairs.push({ stored, baseline });
  }
  pairs.sort((a, b) => a.stored / a.baseline - b.stored / b.baseline);
  const say = (figure: string, pair: { stored: number; baseline: number } | undefined) =>
    pair && report({ bench: BENCH, figure, value: pair.stored, unit: "per second", baseline: pair.baseline });
  say(`signed pushPayment${name}`, pairs[Math.floor(pairs.length / 2)]);
  say(`signed pushPayment${name}, worst round`, pairs[0]);
  return quantile(
    pairs.map((pair) => pair.stored),
    0.5,
  );
}

type Sustained = {
  readonly webs: readonly Web[];
  readonly name: string;
  readonly perSecond: number;
  readonly minutes: number;
};

async function sustain(world: World, { webs, name, perSecond, minutes }: Sustained): Promise<void> {
  const calm = await payForGood(world, webs, Math.ceil(perSecond * minutes * 60), perSecond);
  const say = (figure: string, value: number) =>
    report({ bench: BENCH, figure: `${figure} at half that rate${name}`, value, unit: "ms", baseline: null });
  say("median", calm.medianMs);
  say("p99", calm.p99Ms);
}
