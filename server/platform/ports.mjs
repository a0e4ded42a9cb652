import { createServer } from "node:net";

/** A port that nothing listens on, on this machine's own address. */
export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port: found } = server.address();
      server.close(() => resolve(found));
    });
  });
}

/** Can this port be listened on? */
export function isFree(wanted) {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(wanted, () => server.close(() => resolve(true)));
  });
}
