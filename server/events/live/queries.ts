import pg from "pg";
import { z } from "zod";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { LIVE_CHANNEL, LIVE_KINDS, type LiveKind } from "./commands";

/** Whose screens are meant: some tenants, or everyone, after news may have been missed. */
export type HeardNews = {
  readonly tenantIds: readonly string[] | "all";
  readonly kinds: readonly LiveKind[];
  /** Stores that it concerns; all of them when it does not say. */
  readonly storeIds?: readonly string[] | undefined;
  /** People whose access has changed. */
  readonly personIds?: readonly string[] | undefined;
};
type Listener = (news: HeardNews) => void;

type Hub = {
  readonly listeners: Set<Listener>;
  client: pg.Client | undefined;
  timer: NodeJS.Timeout | undefined;
};

// One connection per process, however many screens are open; Next bundles a module once per route.
declare global {
  var norenLiveHub: Hub | undefined;
}

const RECONNECT_MS = 2_000;

const notice = z.object({
  tenantIds: z.array(z.string()),
  kinds: z.array(z.enum(LIVE_KINDS)),
  storeIds: z.array(z.string()).optional(),
  personIds: z.array(z.string()).optional(),
});

/**
 * Hears what changes anywhere, from the first listener on; whoever passes it on to a person filters by tenant.
 * @returns stops listening; the connection ends with the last listener
 */
export function listenLive(listener: Listener): () => void {
  globalThis.norenLiveHub ??= { listeners: new Set(), client: undefined, timer: undefined };
  const hub = globalThis.norenLiveHub;
  hub.listeners.add(listener);
  if (hub.listeners.size === 1) void connect(hub);
  return () => {
    hub.listeners.delete(listener);
    if (hub.listeners.size > 0) return;
    clearTimeout(hub.timer);
    void hub.client?.end().catch(() => undefined);
    hub.client = undefined;
  };
}

async function connect(hub: Hub): Promise<void> {
  const client = new pg.Client({
    connectionString: env().databaseUrls.app,
    application_name: "noren-live",
    keepAlive: true,
  });
  hub.client = client;
  const lose = () => {
    if (hub.client !== client) return;
    hub.client = undefined;
    hub.timer = setTimeout(() => void connect(hub), RECONNECT_MS);
  };
  client.on("error", lose);
  client.on("end", lose);
  client.on("notification", (message) => tell(hub, message.payload ?? ""));
  try {
    await client.connect();
    await client.query(`LISTEN ${LIVE_CHANNEL}`);
    // What was said before this moment has been missed, so every screen reads again.
    for (const listener of hub.listeners) listener({ tenantIds: "all", kinds: LIVE_KINDS });
  } catch (error) {
    log().warn({ err: error }, "the live feed has no connection");
    lose();
  }
}

function tell(hub: Hub, payload: string): void {
  const news = notice.safeParse(parsed(payload));
  if (!news.success) return;
  for (const listener of hub.listeners) listener(news.data);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
