import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createEndpoint } from "@/server/alerts/webhooks/commands";
import { sendDueMessages } from "@/server/alerts/webhooks/deliveries/jobs";
import { heard } from "@/server/alerts/webhooks/events";
import { listDeliveries } from "@/server/alerts/webhooks/queries";
import { WEBHOOK_TYPE_NAMES } from "@/server/alerts/webhooks/rules";
import { listDeliveriesInput } from "@/server/alerts/webhooks/schema";
import { deliverOutbox } from "@/server/events/jobs";
import type { MerchantScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { jobDepsAt } from "./payment-bed";

type ReceivedMessage = {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
};

/** A merchant's own system: keeps what it is sent and answers as it is told. */
export type Receiver = {
  /** `host:port`, which the sandbox has to exempt. */
  readonly host: string;
  readonly received: ReceivedMessage[];
  status: (message: ReceivedMessage) => number;
  readonly close: () => Promise<void>;
};

/** Starts a receiver on a free port of this machine. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedMessage[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const message = { headers: request.headers, body, path: request.url ?? "" };
      received.push(message);
      response.writeHead(receiver.status(message)).end("noted");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const receiver: Receiver = {
    host: `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    received,
    status: () => 204,
    close: () => new Promise((done) => server.close(() => done())),
  };
  return receiver;
}

/** Registers the receiver for everything there is. */
export function registerReceiver(deps: Deps<MerchantScope>, { host }: Receiver) {
  return createEndpoint(deps, {
    name: "POS",
    url: `http://${host}/hooks`,
    eventTypes: [...WEBHOOK_TYPE_NAMES],
  });
}

/** Lets the outbox speak and both lanes send until nothing is due, as the worker does. */
export async function deliverEverything(nowMs: number): Promise<void> {
  await deliverOutbox(jobDepsAt(nowMs), [heard]);
  let sent: number;
  do {
    sent = await sendDueMessages(jobDepsAt(nowMs), "healthy");
    sent += await sendDueMessages(jobDepsAt(nowMs), "failing");
  } while (sent > 0);
}

/** The log of an endpoint, newest first. */
export async function logOf(deps: Deps<MerchantScope>, endpointId: string, args: object = {}) {
  const input = listDeliveriesInput.parse({ endpointId, limit: 100, ...args });
  return (await deps.transact((tx) => listDeliveries(tx, deps.scope, input))).deliveries;
}
