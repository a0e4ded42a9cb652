import { spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { wallNow } from "@/server/platform/clock";
import { signRequest } from "@/server/platform/http-signature";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { type LiveClient, listenTo } from "./live-bed";
import {
  API_ROOT,
  makeNetworkKeys,
  type NetworkKeys,
  plantShops,
  pushMessage,
  type Shop,
} from "./payment-bed";
import { quantile, report } from "./report";

const SHOPS = 200;
const SCREENS_A_SHOP = 5;
const PATH = `${API_ROOT}payments/pushPayment`;

type Till = { readonly shop: Shop; readonly screen: LiveClient };
type Way = { readonly address: "/" | "/bare"; readonly lists: boolean };
type Run = { readonly toEventMs: number[]; readonly toListMs: number[] };

/** A web process around the feed, the network's calls and the list. */
async function startWeb(keys: NetworkKeys, databaseUrl: string) {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "live-server.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...keys.env, NODE_ENV: "test", LOG_LEVEL: "error", DATABASE_URL: databaseUrl },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { port: Number(line), stop: () => child.kill() };
  }
  throw new Error("the web process did not start");
}

function ask(
  agent: Agent,
  options: { readonly port: number; readonly path: string; readonly headers?: Record<string, string> },
  body?: Buffer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const outgoing = request({ ...options, agent, host: "127.0.0.1", method }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve(text));
    });
    outgoing.on("error", reject).end(body);
  });
}

/** Pays at one shop after the other, at a steady rate, and follows each payment to the till. */
async function drive(
  keys: NetworkKeys,
  port: number,
  tills: readonly Till[],
  load: Way & { readonly count: number; readonly perSecond: number },
): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const run: Run = { toEventMs: [], toListMs: [] };
  const startMs = performance.now();
  const under = Array.from({ length: load.count }, async (_, index) => {
    const till = tills[index % tills.length];
    if (!till) return;
    const dueMs = startMs + (index / load.perSecond) * 1_000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(dueMs - performance.now(), 0)));
    await follow(keys, { agent, port, till, ...load }, run);
  });
  await Promise.all(under);
  agent.destroy();
  return run;
}

async function follow(
  keys: NetworkKeys,
  { agent, port, till, address, lists }: Way & { agent: Agent; port: number; till: Till },
  run: Run,
): Promise<void> {
  const { shop, screen } = till;
  const body = Buffer.from(JSON.stringify(pushMessage(shop)), "utf8");
  const signed = await signRequest(keys.network, { path: PATH, body }, wallNow());
  const headers: Record<string, string> = { ...signed };
  if (address === "/bare") headers["x-bare-tenant"] = shop.merchantId;
  const sentMs = performance.now();
  const told = screen.when(({ kinds, atMs }) => atMs > sentMs && kinds.includes("payments"));
  const answered = ask(agent, { port, path: PATH, headers }, body);
  run.toEventMs.push((await told).atMs - sentMs);
  if (!lists) return void (await answered);
  const listed = await ask(agent, { port, path: `/list?tenant=${shop.merchantId}` });
  run.toListMs.push(performance.now() - sentMs);
  const { acquirerPaymentId } = JSON.parse(await answered);
  if (!listed.includes(`pay_${acquirerPaymentId}`))
    throw new Error("the till's list lacks the payment it was told of");
}

async function openScreens(port: number, shops: readonly Shop[], address: Way["address"]): Promise<Till[]> {
  const tills = shops.map((shop) => ({
    shop,
    screens: Array.from({ length: SCREENS_A_SHOP }, () =>
      listenTo(port, shop.merchantId, undefined, address),
    ),
  }));
  await Promise.all(tills.flatMap(({ screens }) => screens.map((screen) => screen.when(() => true))));
  return tills.flatMap(({ shop, screens: [screen] }) => (screen ? [{ shop, screen }] : []));
}

/**
 * From the network's call to the till, with 1,000 open live connections to one web process that also takes the calls.
 * The baseline is the same process without a database: verified, told, forgotten.
 */
export async function benchLive(count = 600, perSecond = 50): Promise<void> {
  await setup();
  try {
    const keys = makeNetworkKeys();
    const database = await testDatabase({ ...keys.env, LOG_LEVEL: "error" });
    const shops = await plantShops(database.urls.superuser, SHOPS);
    const web = await startWeb(keys, database.urls.noren_app);
    try {
      await measure({ keys, shops, port: web.port }, count, perSecond);
    } finally {
      web.stop();
      await database.drop();
    }
  } finally {
    await teardown();
  }
}

type World = { readonly keys: NetworkKeys; readonly shops: readonly Shop[]; readonly port: number };

async function measure({ keys, shops, port }: World, count: number, perSecond: number): Promise<void> {
  const stored = { address: "/", lists: true } as const;
  const forgotten = { address: "/bare", lists: false } as const;
  const bareTills = await openScreens(port, shops, "/bare");
  await drive(keys, port, bareTills, { ...forgotten, count: 100, perSecond });
  const bare = await drive(keys, port, bareTills, { ...forgotten, count, perSecond });
  const tills = await openScreens(port, shops, "/");
  await drive(keys, port, tills, { ...stored, count: 100, perSecond });
  const real = await drive(keys, port, tills, { ...stored, count, perSecond });
  const say = (figure: string, measured: number[], part: number, base: number[] | null) =>
    report({
      bench: "live",
      figure,
      value: quantile(measured, part),
      unit: "ms",
      baseline: base && quantile(base, part),
    });
  say("network call to event at the till, p50, 1,000 connections", real.toEventMs, 0.5, bare.toEventMs);
  say("network call to event at the till, p95, 1,000 connections", real.toEventMs, 0.95, bare.toEventMs);
  say("network call to the payment in the till's list, p95", real.toListMs, 0.95, null);
}

if (isMain(import.meta.url)) {
  await benchLive();
  process.exit();
}
