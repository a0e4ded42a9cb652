import { createServer } from "node:http";
import { wallNow } from "@/server/platform/clock";
import { signResponse, verifyRequest } from "@/server/platform/http-signature";
import type { NetworkKeys } from "./payment-bed";

export type FakeCall = { readonly name: string; readonly body: Record<string, unknown> };
type Reply = Record<string, unknown> | "no_answer";
/** What is answered to a body; a promise is a network that takes its time. */
type Replier = (body: Record<string, unknown>) => Reply | Promise<Reply>;

export type FakeNetwork = {
  readonly url: string;
  /** What Noren has called, with signatures checked. */
  readonly calls: FakeCall[];
  /** How the next calls of a name are answered, until it is set again. */
  readonly answer: (name: string, reply: Replier) => void;
  readonly close: () => Promise<void>;
};

/** A result as the network writes it. */
export function resultText(resultStatus: "S" | "F" | "U", resultCode: string): Record<string, unknown> {
  return { result: { resultStatus, resultCode, resultMessage: resultCode.toLowerCase() } };
}

/** The network's side of the interface over real HTTP with real signatures, told what to answer by a test. */
export async function startFakeNetwork(keys: NetworkKeys): Promise<FakeNetwork> {
  const calls: FakeCall[] = [];
  const replies = new Map<string, Replier>();
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const path = incoming.url ?? "";
      const raw = Buffer.concat(chunks);
      const headers = { get: (name: string) => String(incoming.headers[name.toLowerCase()] ?? "") };
      const verdict = verifyRequest(keys.acquirer, headers, { path, body: raw }, wallNow());
      const name = path.replace("/aps/api/v1/", "");
      const body: Record<string, unknown> = JSON.parse(raw.toString("utf8"));
      calls.push({ name, body });
      const reply = verdict.ok
        ? ((await replies.get(name)?.(body)) ?? resultText("U", "UNKNOWN_EXCEPTION"))
        : resultText("F", verdict.resultCode);
      if (reply === "no_answer") {
        incoming.socket.destroy();
        return;
      }
      const text = JSON.stringify(reply);
      const signed = await signResponse(keys.network, { path, body: Buffer.from(text, "utf8") }, wallNow());
      outgoing.writeHead(200, signed).end(text);
    })();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answer: (name, reply) => replies.set(name, reply),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
