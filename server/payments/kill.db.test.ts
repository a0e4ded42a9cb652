import { type ChildProcess, spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_ROOT, makeNetworkKeys, plantShops, pushMessage, type Shop } from "@/bench/payment-bed";
import { wallNow } from "@/server/platform/clock";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { signRequest } from "@/server/platform/http-signature";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const keys = makeNetworkKeys();
const PATH = `${API_ROOT}payments/pushPayment`;
const ROOT = join(import.meta.dirname, "../..");
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(() => database.drop());

type Child = { readonly process: ChildProcess; readonly port: number };

/** The same steps as the route, in a process of its own that can be killed. */
async function startChild(): Promise<Child> {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "bench/push-server.ts")], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...keys.env,
      NODE_ENV: "test",
      DATABASE_URL: database.urls.noren_app,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, port: Number(line) };
  }
  throw new Error("the child did not start");
}

async function post(agent: Agent, port: number, message: unknown): Promise<string | null> {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  const headers = await signRequest(keys.network, { path: PATH, body }, wallNow());
  return new Promise((resolve) => {
    const outgoing = request(
      {
        agent,
        port,
        host: "127.0.0.1",
        path: PATH,
        method: "POST",
        headers: { ...headers, "Content-Length": body.length },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
        answer.on("error", () => resolve(null));
      },
    );
    // What is cut off has no answer: nobody knows, and the network asks again.
    outgoing.on("error", () => resolve(null));
    outgoing.end(body);
  });
}

const isSuccess = (answer: string | null) => answer?.includes('"resultStatus":"S"') === true;

/** Sends all at once and kills the process as soon as the given number of successes has come back. */
async function sendAndKill(child: Child, messages: readonly unknown[], killAfter: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  let successes = 0;
  const answers = await Promise.all(
    messages.map(async (message) => {
      const answer = await post(agent, child.port, message);
      if (isSuccess(answer)) successes += 1;
      if (successes >= killAfter) child.process.kill("SIGKILL");
      return answer;
    }),
  );
  agent.destroy();
  return answers;
}

describe("acknowledged means durable (G6)", () => {
  it.each([1, 40, 120])(
    "every S is found once after the process is killed at %i answers, and the rest can be sent again",
    async (killAfter) => {
      const messages = Array.from({ length: 200 }, () => pushMessage(shop));
      const first = await sendAndKill(await startChild(), messages, killAfter);
      const acknowledged = messages.filter((_, i) => isSuccess(first[i] ?? null));
      expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);
      const counts = await countsOf(acknowledged.map((message) => String(message.paymentId)));
      expect(counts).toEqual({ payments: acknowledged.length, entries: acknowledged.length });

      const again = await startChild();
      const second = await sendAndKill(again, messages, 200);
      again.process.kill("SIGKILL");
      expect(second.every((answer) => isSuccess(answer))).toBe(true);
      for (const [i, answer] of first.entries()) {
        if (isSuccess(answer)) expect(JSON.parse(second[i] ?? "")).toEqual(JSON.parse(answer ?? ""));
      }
      const all = messages.map((message) => String(message.paymentId));
      expect(await countsOf(all)).toEqual({ payments: 200, entries: 200 });
    },
  );
});

async function countsOf(
  networkPaymentIds: string[],
): Promise<{ payments: number; entries: number } | undefined> {
  const [row] = await sqlOfClient(poolFor("ingest"))<{ payments: number; entries: number }>(
    `SELECT count(DISTINCT p.id)::int AS payments, count(e.id)::int AS entries
     FROM payment p LEFT JOIN ledger_entry e ON e.reference = p.id WHERE p.network_payment_id = ANY($1::text[])`,
    [networkPaymentIds],
  );
  return row;
}
