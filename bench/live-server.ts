import type { IncomingMessage, ServerResponse } from "node:http";
import { requireScope } from "@/server/api/gate";
import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { listPayments } from "@/server/payments/queries";
import { listPaymentsInput } from "@/server/payments/schema";
import { wallNow } from "@/server/platform/clock";
import { transact } from "@/server/platform/db";
import { refusalOfCall, signAnswer } from "@/server/wallet-network/ingest";
import { answerOf } from "@/server/wallet-network/rules";
import { memberOf, serveLive } from "./live-bed";
import { API_ROOT, ingestDepsAt } from "./payment-bed";

/*
 * A web process of its own around the live feed, the network's calls and the till's list, for tests with several and
 * for the benchmark. Its first line of output is its port.
 *
 * `/bare` is the same without a database: a signed call that is verified, told to the open screens of its shop, and
 * forgotten. It is what HTTP, signatures and server-sent events cost by themselves.
 */
const bare = new Map<string, Set<ServerResponse>>();

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function answerCall(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const header = (name: string) => incoming.headers[name.toLowerCase()]?.toString() ?? null;
  const bareTenant = header("x-bare-tenant");
  const call = { path: `${API_ROOT}payments/pushPayment`, header, body: await bodyOf(incoming) };
  if (bareTenant === null) {
    const answer = await answerNetworkCall(call, () => ingestDepsAt(wallNow()));
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    return;
  }
  const answer = await signAnswer(call.path, answerOf(refusalOfCall(call) ?? "SUCCESS"));
  for (const screen of bare.get(bareTenant) ?? []) screen.write('data: {"kinds":["payments"]}\n\n');
  outgoing.writeHead(answer.status, answer.headers).end(answer.body);
}

function listenBare(tenantId: string, outgoing: ServerResponse): void {
  const screens = bare.get(tenantId) ?? new Set();
  bare.set(tenantId, screens.add(outgoing));
  outgoing.on("close", () => screens.delete(outgoing));
  outgoing.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  outgoing.write('data: {"kinds":[]}\n\n');
}

async function answerList(tenantId: string, outgoing: ServerResponse): Promise<void> {
  const scope = requireScope("payment:read", { signedIn: memberOf(tenantId) }, "query");
  const input = listPaymentsInput.parse({ limit: 5 });
  const page = await transact(scope, (tx) => listPayments(tx, scope, { ...input, nowMs: wallNow() }));
  outgoing.end(JSON.stringify(page.payments.map(({ paymentId }) => paymentId)));
}

/** A failure is an answer of its own and does not end the process, which a thousand screens listen to. */
function orFail(outgoing: ServerResponse, work: Promise<void>): void {
  work.catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    outgoing.writeHead(500).end();
  });
}

const { port } = await serveLive((incoming, outgoing) => {
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://live");
  const tenantId = searchParams.get("tenant") ?? "";
  if (incoming.method === "POST") orFail(outgoing, answerCall(incoming, outgoing));
  else if (pathname === "/bare") listenBare(tenantId, outgoing);
  else if (pathname === "/list") orFail(outgoing, answerList(tenantId, outgoing));
  else return false;
  return true;
});
process.stdout.write(`${port}\n`);
