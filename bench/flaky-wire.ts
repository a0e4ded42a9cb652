import { connect, createServer, type Socket } from "node:net";

/** A wire to PostgreSQL that can be cut, held and made to lose the answer to a COMMIT. */
export type FlakyWire = {
  readonly port: number;
  /** Cuts every connection now; new ones are let through. */
  readonly cut: () => void;
  /** The next COMMIT reaches the server, and its answer is lost with the connection. */
  readonly swallowCommit: () => void;
  /** Nothing connects until it is mended. */
  readonly takeAway: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

/** Stands between a program and the server at a port. */
export async function startFlakyWire(serverPort: number): Promise<FlakyWire> {
  const open = new Set<Socket>();
  const state = { away: false, swallow: false };
  const server = createServer((client) => {
    if (state.away) {
      client.destroy();
      return;
    }
    const upstream = connect(serverPort, "127.0.0.1");
    const own = { deaf: false };
    const end = () => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
      open.delete(upstream);
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    client.on("data", (chunk) => {
      if (state.swallow && chunk.includes("COMMIT")) {
        state.swallow = false;
        own.deaf = true;
      }
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      // The server has answered, so the commit is durable; the program never hears of it.
      if (own.deaf) end();
      else client.write(chunk);
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    cut,
    swallowCommit: () => {
      state.swallow = true;
    },
    takeAway: () => {
      state.away = true;
      cut();
    },
    mend: () => {
      state.away = false;
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}

/** The same connection string through another port. */
export function throughPort(url: string, port: number): string {
  const through = new URL(url);
  through.port = `${port}`;
  return through.toString();
}
