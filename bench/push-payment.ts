import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { wallNow } from "@/server/platform/clock";
import { signRequest } from "@/server/platform/http-signature";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { refusalOfCall, signAnswer } from "@/server/wallet-network/ingest";
import { answerOf } from "@/server/wallet-network/rules";
import {
  API_ROOT,
  ingestDepsAt,
  makeNetworkKeys,
  type NetworkKeys,
  plantShops,
  pushMessage,
} from "./payment-bed";

const PATH = `${API_ROOT}payments/pushPayment`;
const CONNECTIONS = 192;

type Handler = (call: Parameters<typeof answerNetworkCall>[0]) => ReturnType<typeof answerNetworkCall>;

/** The product's own steps of the route: verify, parse, write, sign. */
const storing: Handler = (call) => answerNetworkCall(call, () => ingestDepsAt(wallNow()));

/** The same without storing anything: what the signatures and HTTP alone cost. */
const forgetful: Handler = async (call) => {
  const refusal = refusalOfCall(call);
  JSON.parse(Buffer.from(call.body).toString("utf8"));
  return signAnswer(call.path, answerOf(refusal ?? "SUCCESS"));
};

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** A plain HTTP server around a handler; the tests that kill a process use it too. */
export function serve(handler: Handler): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const header = (name: string) => {
        const value = incoming.headers[name.toLowerCase()];
        return typeof value === "string" ? value : null;
      };
      const answer = await handler({ path: incoming.url ?? "", header, body: await bodyOf(incoming) });
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    })();
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address ? address.port : 0 });
    });
  });
}

type Signed = { readonly headers: Record<string, string>; readonly body: Buffer };

async function signAll(keys: NetworkKeys, messages: readonly unknown[]): Promise<Signed[]> {
  return Promise.all(
    messages.map(async (message) => {
      const body = Buffer.from(JSON.stringify(message), "utf8");
      return { body, headers: await signRequest(keys.network, { path: PATH, body }, wallNow()) };
    }),
  );
}

function post(agent: Agent, port: number, signed: Signed): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        agent,
        port,
        host: "127.0.0.1",
        path: PATH,
        method: "POST",
        headers: { ...signed.headers, "Content-Length": signed.body.length },
      },
      (answer) => void bodyOf(answer).then((body) => resolve(body.toString("utf8")), reject),
    );
    outgoing.on("error", reject).end(signed.body);
  });
}

type Run = { readonly perSecond: number; readonly p99Ms: number; readonly accepted: number };

/** Sends everything over kept-alive connections, as fast as answers come or at a given rate. */
async function drive(
  port: number,
  calls: readonly Signed[],
  perSecond = Number.POSITIVE_INFINITY,
): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const queue = calls.entries();
  const timesMs: number[] = [];
  let accepted = 0;
  const startMs = performance.now();
  const lane = async () => {
    for (const [index, call] of queue) {
      const dueMs = startMs + (index / perSecond) * 1_000;
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const sentMs = performance.now();
      const answer = await post(agent, port, call);
      timesMs.push(performance.now() - sentMs);
      if (answer.includes('"resultStatus":"S"')) accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const seconds = (performance.now() - startMs) / 1_000;
  agent.destroy();
  timesMs.sort((a, b) => a - b);
  return {
    perSecond: calls.length / seconds,
    p99Ms: timesMs[Math.floor(timesMs.length * 0.99)] ?? 0,
    accepted,
  };
}

function say(figure: string, value: number, unit: string, baseline: number | null): void {
  const rounded = Math.round(value * 10) / 10;
  const ratio = baseline === null ? null : Math.round((value / baseline) * 1_000) / 1_000;
  const line = {
    bench: "push-payment",
    figure,
    value: rounded,
    unit,
    baseline: baseline === null ? null : Math.round(baseline * 10) / 10,
    ratio,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * Signed `pushPayment` per second against a handler that verifies and signs and stores nothing; load generator,
 * server and database share the machine. The two take turns, so that a busy neighbour hurts both alike.
 */
export async function benchPushPayment(count = 3_000, rounds = 3): Promise<void> {
  await setup();
  try {
    const keys = makeNetworkKeys();
    const database = await testDatabase({ ...keys.env, LOG_LEVEL: "error" });
    await measure(keys, await plantShops(database.urls.superuser, 200), { count, rounds });
    await database.drop();
  } finally {
    await teardown();
  }
}

async function measure(
  keys: NetworkKeys,
  shops: Awaited<ReturnType<typeof plantShops>>,
  load: { readonly count: number; readonly rounds: number },
): Promise<void> {
  const messages = (count: number) => {
    const [first] = shops;
    if (!first) throw new Error("no shops");
    return Array.from({ length: count }, (_, i) => pushMessage(shops[i % shops.length] ?? first));
  };
  const product = await serve(storing);
  const baseline = await serve(forgetful);
  await drive(product.port, await signAll(keys, messages(500)));
  await drive(baseline.port, await signAll(keys, messages(500)));
  const rates: { stored: number; bare: number }[] = [];
  let lost = 0;
  for (let round = 0; round < load.rounds; round += 1) {
    const bare = await drive(baseline.port, await signAll(keys, messages(load.count)));
    const stored = await drive(product.port, await signAll(keys, messages(load.count)));
    lost += load.count - stored.accepted;
    rates.push({ stored: stored.perSecond, bare: bare.perSecond });
  }
  rates.sort((a, b) => a.stored / a.bare - b.stored / b.bare);
  const median = rates[Math.floor(rates.length / 2)] ?? { stored: 0, bare: 1 };
  say("signed pushPayment", median.stored, "per second", median.bare);
  say("not accepted", lost, "payments", null);
  const calm = await drive(product.port, await signAll(keys, messages(load.count)), median.stored / 2);
  say("p99 at half that rate", calm.p99Ms, "ms", null);
  product.server.close();
  baseline.server.close();
}

if (isMain(import.meta.url)) await benchPushPayment();
