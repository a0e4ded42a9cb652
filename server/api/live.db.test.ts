import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LiveClient, listenTo, memberOf } from "@/bench/live-bed";
import { makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { LIVE_KINDS, notifyAccess, notifyLive } from "@/server/events/live/commands";
import { listenLive } from "@/server/events/live/queries";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import type { SignedIn } from "./context";
import { liveStream } from "./live";

const keys = makeNetworkKeys();
const ROOT = join(import.meta.dirname, "../..");
const NOW = Date.UTC(2026, 10, 22, 7);
let database: TestDatabase;
let shop: Shop;
let other: Shop;
let stopListening = () => {};
const children: ChildProcess[] = [];
const clients: LiveClient[] = [];
const sql = () => sqlOfClient(poolFor("jobs"));

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  [shop, other] = [first, second];
  const connected = heardHere(shop.merchantId, "codes");
  // Somebody always listens here, so that the connection of this process stays.
  stopListening = listenLive("all", () => undefined);
  await connected;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  stopListening();
  await database.drop();
});

const pay = (at = shop) => send(keys, "payments/pushPayment", pushMessage(at), NOW);
const isPayment = ({ kinds }: { kinds: readonly string[] }) =>
  kinds.includes("payments") && kinds.length < LIVE_KINDS.length;

/** A web process around the live feed. */
async function startWeb(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "bench/live-server.ts")], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...keys.env, NODE_ENV: "test", DATABASE_URL: database.urls.noren_app },
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) return { child, port: Number(line) };
  throw new Error("the child did not start");
}

async function comeTo(port: number, tenantId: string, lastEventId?: string): Promise<LiveClient> {
  const client = listenTo(port, tenantId, lastEventId);
  clients.push(client);
  await client.when(() => true);
  return client;
}

/** Waits until a process listens: it then tells every screen to read everything, a second time for the first one. */
async function untilListening(client: LiveClient): Promise<void> {
  const isAll = ({ kinds }: { kinds: readonly string[] }) => kinds.length === LIVE_KINDS.length;
  await client.when(() => client.events.filter(isAll).length > 1);
}

describe("the live feed of two web processes", () => {
  it("says the same at both, each payment with the same position, and nothing to another merchant", async () => {
    const [one, two] = await Promise.all([startWeb(), startWeb()]);
    const till = await comeTo(one.port, shop.merchantId);
    const desk = await comeTo(two.port, shop.merchantId);
    const stranger = await comeTo(two.port, other.merchantId);
    await untilListening(till);
    await untilListening(desk);
    await pay();
    const [atTill, atDesk] = await Promise.all([till.when(isPayment), desk.when(isPayment)]);
    expect(atTill.id).toBe(atDesk.id);
    await pay(other);
    await stranger.when(isPayment);
    expect(stranger.events.filter(isPayment)).toHaveLength(1);
    expect(till.events.filter(isPayment)).toHaveLength(1);
  });

  it("tells a screen that comes back at the other process just what it missed, and nothing when that was nothing", async () => {
    const [one, two] = await Promise.all([startWeb(), startWeb()]);
    const till = await comeTo(one.port, shop.merchantId);
    const witness = await comeTo(two.port, shop.merchantId);
    await untilListening(till);
    await untilListening(witness);
    await pay();
    const { id } = await till.when(isPayment);
    await witness.when((event) => event.id === id);
    one.child.kill("SIGKILL");
    const idle = await comeTo(two.port, shop.merchantId, id);
    expect(idle.events[0]?.kinds).toEqual([]);
    await notifyLive(sql(), { tenantIds: [shop.merchantId], kinds: ["refunds"] });
    await notifyLive(sql(), { tenantIds: [other.merchantId], kinds: ["payouts"] });
    await witness.when(({ kinds }) => kinds.length === 1 && kinds[0] === "refunds");
    const back = await comeTo(two.port, shop.merchantId, id);
    expect(back.events[0]?.kinds).toEqual(["refunds"]);
    const stale = await comeTo(two.port, shop.merchantId, "unknown");
    expect(stale.events[0]?.kinds).toEqual([...LIVE_KINDS]);
  });
});

/** A stream in this process, read by hand. */
function open(
  signedIn: SignedIn,
  recheck = () => Promise.resolve<SignedIn | null>(signedIn),
  heartbeatMs = 60_000,
) {
  const gone = new AbortController();
  const stream = liveStream({ signedIn, recheck, signal: gone.signal, lastEventId: null, heartbeatMs });
  const reader = stream.getReader();
  return {
    next: async () => {
      const { done, value } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    },
    close: () => gone.abort(),
  };
}

/** Resolves once this process has heard of something of a tenant. */
function heardHere(tenantId: string, kind: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = listenLive(tenantId, ({ kinds }) => {
      if (!kinds.some((one) => one === kind)) return;
      stop();
      resolve();
    });
  });
}

describe("a browser", () => {
  it("that reads slowly is told once of everything that it has not taken, and nothing is queued for it", async () => {
    const { merchantId } = shop;
    const line = open(memberOf(merchantId));
    expect(await line.next()).toContain("retry");
    for (let i = 0; i < 500; i += 1) {
      await notifyLive(sql(), { tenantIds: [merchantId], kinds: i % 2 === 0 ? ["payments"] : ["refunds"] });
    }
    const all = heardHere(merchantId, "payouts");
    await notifyLive(sql(), { tenantIds: [merchantId], kinds: ["payouts"] });
    await all;
    const rest: string[] = [];
    while (!rest.join("").includes("payouts") || !rest.join("").includes("refunds"))
      rest.push((await line.next()) ?? "");
    expect(rest.length).toBeLessThanOrEqual(3);
    line.close();
  });

  it("that takes nothing at all is dropped, and reads everything when it comes back", async () => {
    const line = open(memberOf(shop.merchantId), undefined, 20);
    const kept: (string | null)[] = [];
    // Timers of one process fire in their order, so ten heartbeats have passed by then.
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (let text = await line.next(); text !== null; text = await line.next()) kept.push(text);
    expect(kept.length).toBeLessThanOrEqual(3);
  });

  it("whose access is taken away hears nothing more, at once (G19)", async () => {
    const signedIn = memberOf(shop.merchantId);
    let holder: SignedIn | null = signedIn;
    const line = open(signedIn, () => Promise.resolve(holder));
    await line.next();
    holder = null;
    await notifyAccess(sql(), [signedIn.personId]);
    let text: string | null = "";
    while (text !== null) text = await line.next();
    await notifyLive(sql(), { tenantIds: [shop.merchantId], kinds: ["payments"] });
    expect(await line.next()).toBeNull();
  });
});
