import { createServer, type IncomingMessage } from "node:http";
import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { wallNow } from "@/server/platform/clock";
import { refusalOfCall, signAnswer } from "@/server/wallet-network/ingest";
import { answerOf } from "@/server/wallet-network/rules";
import { ingestDepsAt } from "./payment-bed";

type Handler = (call: Parameters<typeof answerNetworkCall>[0]) => ReturnType<typeof answerNetworkCall>;

/** The product's own steps of the route: verify, parse, write, sign. */
const storing: Handler = (call) => answerNetworkCall(call, () => ingestDepsAt(wallNow()));

/** The same without storing anything: what HTTP and the signatures alone cost. */
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

/** A plain HTTP server around a handler. @returns its port */
function serve(handler: Handler): Promise<number> {
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
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

// A process of its own around the hot path, as a web process is; benchmarks load it and tests kill it. Its first line
// of output is its port.
const port = await serve(process.argv[2] === "forgetful" ? forgetful : storing);
process.stdout.write(`${port}\n`);
process.once("SIGTERM", () => process.exit(0));
