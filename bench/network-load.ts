import { Agent, request as httpRequest } from "node:http";
import { wallNow } from "@/server/platform/clock";
import { signRequest, verifyResponse } from "@/server/platform/http-signature";
import { API_ROOT, type NetworkKeys } from "./payment-bed";
import { quantile } from "./report";

const PATH = `${API_ROOT}payments/pushPayment`;
const CONNECTIONS = 192;

export type Load = {
  readonly keys: NetworkKeys;
  /** The web processes, which take the calls in turn. */
  readonly ports: readonly number[];
  readonly count: number;
  /** Made as it is needed: a long run is never in memory at once. */
  readonly message: () => Readonly<Record<string, unknown>>;
  /** As fast as answers come when left out. */
  readonly perSecond?: number;
};

export type Driven = {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** The network's ids that were answered `S` by Noren's own hand, with the number that Noren gave. */
  readonly acknowledged: ReadonlyMap<string, string>;
};

/**
 * Plays the network over kept-alive connections: each call is signed as it goes out, and an answer counts only when
 * its signature is Noren's. With a given rate, time is counted from the moment at which a call was due, so that a
 * server that falls behind cannot hide it.
 */
export async function drive(load: Load): Promise<Driven> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const timesMs: number[] = [];
  const acknowledged = new Map<string, string>();
  const startMs = performance.now();
  let next = 0;
  const lane = async () => {
    for (let index = next; index < load.count; index = next) {
      next += 1;
      const dueMs = startMs + (index / (load.perSecond ?? Number.POSITIVE_INFINITY)) * 1_000;
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const fromMs = load.perSecond === undefined ? performance.now() : dueMs;
      const message = load.message();
      const number = await push(load, agent, load.ports[index % load.ports.length] ?? 0, message);
      timesMs.push(performance.now() - fromMs);
      if (number !== null) acknowledged.set(String(message.paymentId), number);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const seconds = (performance.now() - startMs) / 1_000;
  agent.destroy();
  const [medianMs, p99Ms] = [quantile(timesMs, 0.5), quantile(timesMs, 0.99)];
  return { perSecond: load.count / seconds, medianMs, p99Ms, acknowledged };
}

/** Sends one payment. @returns what Noren calls it, or null when it was not accepted */
async function push({ keys }: Load, agent: Agent, port: number, message: unknown): Promise<string | null> {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  const signed = await signRequest(keys.network, { path: PATH, body }, wallNow());
  const answer = await post(agent, port, { ...signed, "Content-Length": String(body.length) }, body);
  const verdict = verifyResponse(keys.acquirer, answer.headers, { path: PATH, body: answer.body }, wallNow());
  if (!verdict.ok) throw new Error(`an answer is not Noren's: ${verdict.resultCode}`);
  const said = JSON.parse(answer.body.toString("utf8"));
  return said.result.resultStatus === "S" ? String(said.acquirerPaymentId ?? "") : null;
}

type Posted = { readonly headers: Headers; readonly body: Buffer };

function post(agent: Agent, port: number, headers: Record<string, string>, body: Buffer): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { agent, port, host: "127.0.0.1", path: PATH, method: "POST", headers },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const own = Object.entries(incoming.headersDistinct).map(([name, values]): [string, string] => [
            name,
            values?.[0] ?? "",
          ]);
          resolve({ headers: new Headers(own), body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.on("error", reject).end(body);
  });
}
