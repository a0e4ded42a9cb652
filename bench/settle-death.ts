import pg from "pg";

/** The statement of a command at which it dies, counted from one, and whether that statement still reaches PostgreSQL. */
export type Death = { readonly statement: number; readonly when: "before" | "after" };

/**
 * Lets whatever talks to PostgreSQL die at a statement: its connection vanishes as it does when the process is killed.
 * @param die what death is; by default the socket is cut
 * @returns ends it, and says how many statements were sent
 */
export function armDeath(at: Death | null, die: (client: pg.Client) => void = cut): () => number {
  const { query } = pg.Client.prototype;
  let sent = 0;
  const put = (value: unknown) =>
    Object.defineProperty(pg.Client.prototype, "query", { value, configurable: true, writable: true });
  put(function dying(this: pg.Client, ...args: unknown[]) {
    sent += 1;
    const dies = sent === at?.statement;
    if (dies && at?.when === "before") die(this);
    const result: unknown = Reflect.apply(query, this, args);
    if (dies && at?.when === "after") die(this);
    return result;
  });
  return () => {
    put(query);
    return sent;
  };
}

function cut(client: pg.Client): void {
  const connection: unknown = Reflect.get(client, "connection");
  const stream: unknown =
    typeof connection === "object" && connection ? Reflect.get(connection, "stream") : null;
  if (typeof stream === "object" && stream && "destroy" in stream && typeof stream.destroy === "function")
    stream.destroy();
}
