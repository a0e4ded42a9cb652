import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { SignedIn } from "@/server/api/context";
import { liveStream } from "@/server/api/live";

/** Someone of a merchant, as the gate reads them. */
export function memberOf(tenantId: string): SignedIn {
  const active = { kind: "merchant", id: "mem_live", tenantId, role: "owner", storeIds: "all" } as const;
  return {
    sessionId: `ses_${tenantId}`,
    personId: `per_${tenantId}`,
    email: "owner@example.jp",
    name: "",
    locale: "ja",
    soundOn: false,
    steppedUpAtMs: null,
    secondFactor: "none",
    viewing: null,
    memberships: [active],
    active,
  };
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/**
 * The live feed behind a plain HTTP server: `/?tenant=mer_…`, resumed by `Last-Event-ID`.
 * @param other answers what else the process is asked for
 */
export function serveLive(
  other: Answer = () => false,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((incoming, outgoing) => {
    if (other(incoming, outgoing)) return;
    const tenantId = new URL(incoming.url ?? "/", "http://live").searchParams.get("tenant") ?? "";
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    outgoing.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    const signedIn = memberOf(tenantId);
    const stream = liveStream({
      signedIn,
      recheck: () => Promise.resolve(signedIn),
      signal: gone.signal,
      lastEventId: incoming.headers["last-event-id"]?.toString() ?? null,
    });
    void pour(stream, outgoing);
  });
  // Longer than any pause between two calls, or a kept connection is closed just as it is used again.
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address ? address.port : 0 });
    });
  });
}

async function pour(stream: ReadableStream<Uint8Array>, to: NodeJS.WritableStream): Promise<void> {
  for await (const chunk of stream) {
    if (!to.write(chunk)) await new Promise((resolve) => to.once("drain", resolve));
  }
  to.end();
}

export type LiveEvent = { readonly id: string; readonly kinds: readonly string[]; readonly atMs: number };
export type LiveClient = {
  readonly events: LiveEvent[];
  /** Resolves with the first event, past or to come, that is as asked. */
  readonly when: (isIt: (event: LiveEvent) => boolean) => Promise<LiveEvent>;
  readonly close: () => void;
};

/** A screen that listens. @param lastEventId where it stopped before */
export function listenTo(
  port: number,
  tenantId: string,
  lastEventId?: string,
  address: "/" | "/bare" = "/",
): LiveClient {
  const events: LiveEvent[] = [];
  const waiting = new Set<(event: LiveEvent) => void>();
  const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const asked = request({
    port,
    host: "127.0.0.1",
    path: `${address}?tenant=${tenantId}`,
    headers,
    agent: false,
  });
  asked.on("response", (answer: IncomingMessage) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) hear(block);
    });
    answer.on("error", () => undefined);
  });
  asked.on("error", () => undefined);
  asked.end();

  function hear(block: string): void {
    const id = /^id: (.*)$/m.exec(block)?.[1] ?? "";
    const { kinds } = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{"kinds":[]}');
    const event = { id, kinds, atMs: performance.now() };
    events.push(event);
    for (const tell of waiting) tell(event);
  }

  return {
    events,
    close: () => asked.destroy(),
    when: (isIt) => {
      const past = events.find(isIt);
      if (past) return Promise.resolve(past);
      return new Promise((resolve) => {
        const tell = (event: LiveEvent) => {
          if (!isIt(event)) return;
          waiting.delete(tell);
          resolve(event);
        };
        waiting.add(tell);
      });
    },
  };
}
