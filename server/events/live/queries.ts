import pg from "pg";
import { z } from "zod";
import { randomBytes } from "@/server/platform/crypto";
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

/** Of whom a listener hears: one tenant, or all of them. */
export type LiveTopic = string | "all";

type Hub = {
  readonly listeners: Map<LiveTopic, Set<Listener>>;
  /** The last notices, oldest first; `positions` finds them by their ids. */
  kept: { readonly id: string; readonly news: HeardNews }[];
  positions: Map<string, number>;
  /** How many notices were heard before the first that is kept. */
  dropped: number;
  /** The position before anything was heard on this connection. */
  beginning: string;
  client: pg.Client | undefined;
  timer: NodeJS.Timeout | undefined;
};

// One connection per process, however many screens are open; Next bundles a module once per route.
declare global {
  var norenLiveHub: Hub | undefined;
}

const RECONNECT_MS = 2_000;
/** Notices that a returning screen can be told of; at the busiest hour this is several minutes. */
const KEPT_MAX = 20_000;

const notice = z.object({
  id: z.string(),
  tenantIds: z.union([z.array(z.string()), z.literal("all")]),
  kinds: z.array(z.enum(LIVE_KINDS)),
  storeIds: z.array(z.string()).optional(),
  personIds: z.array(z.string()).optional(),
});

function liveHub(): Hub {
  globalThis.norenLiveHub ??= {
    listeners: new Map(),
    kept: [],
    positions: new Map(),
    dropped: 0,
    beginning: newBeginning(),
    client: undefined,
    timer: undefined,
  };
  return globalThis.norenLiveHub;
}

function newBeginning(): string {
  return `from_${Buffer.from(randomBytes(9)).toString("hex")}`;
}

/**
 * Hears what changes, from the first listener on. PostgreSQL gives every process the same notices in the order of
 * their commits, so a position in them means the same wherever a screen connects next.
 * @returns stops listening; the connection ends with the last listener
 */
export function listenLive(topic: LiveTopic, listener: Listener): () => void {
  const hub = liveHub();
  const isFirst = hub.listeners.size === 0;
  const ofTopic = hub.listeners.get(topic) ?? new Set();
  hub.listeners.set(topic, ofTopic.add(listener));
  if (isFirst) void connect(hub);
  return () => {
    ofTopic.delete(listener);
    if (ofTopic.size === 0) hub.listeners.delete(topic);
    if (hub.listeners.size > 0) return;
    clearTimeout(hub.timer);
    void hub.client?.end().catch(() => undefined);
    hub.client = undefined;
    forget(hub);
  };
}

/** Where the feed stands: the id of the last notice, for a screen to come back with. */
export function livePosition(): string {
  const hub = liveHub();
  return hub.kept.at(-1)?.id ?? hub.beginning;
}

/** What was said after a position, or null when it is not known here and everything has to be read again. */
export function missedSince(position: string): readonly HeardNews[] | null {
  const hub = liveHub();
  const at = position === hub.beginning ? -1 : hub.positions.get(position);
  if (at === undefined || at + 1 < hub.dropped) return null;
  return hub.kept.slice(at + 1 - hub.dropped).map(({ news }) => news);
}

/** After a gap no position from before it means anything. */
function forget(hub: Hub): void {
  hub.kept = [];
  hub.positions = new Map();
  hub.dropped = 0;
  hub.beginning = newBeginning();
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
    forget(hub);
    hub.timer = setTimeout(() => void connect(hub), RECONNECT_MS);
  };
  client.on("error", lose);
  client.on("end", lose);
  client.on("notification", (message) => hear(hub, message.payload ?? ""));
  try {
    await client.connect();
    await client.query(`LISTEN ${LIVE_CHANNEL}`);
    // What was said before this moment has been missed, so every screen reads again.
    tell(hub, { tenantIds: "all", kinds: LIVE_KINDS });
  } catch (error) {
    log().warn({ err: error }, "the live feed has no connection");
    lose();
  }
}

function hear(hub: Hub, payload: string): void {
  const heard = notice.safeParse(parsed(payload));
  if (!heard.success) return;
  const { id, ...news } = heard.data;
  hub.positions.set(id, hub.dropped + hub.kept.length);
  hub.kept.push({ id, news });
  if (hub.kept.length >= 2 * KEPT_MAX) {
    for (const old of hub.kept.splice(0, KEPT_MAX)) hub.positions.delete(old.id);
    hub.dropped += KEPT_MAX;
  }
  tell(hub, news);
}

/** Only whom it may concern: at a thousand open screens most news are of others. */
function tell(hub: Hub, news: HeardNews): void {
  const isForAll = news.tenantIds === "all" || news.personIds !== undefined;
  const topics = isForAll ? [...hub.listeners.keys()] : ["all", ...news.tenantIds];
  for (const topic of new Set(topics)) {
    for (const listener of hub.listeners.get(topic) ?? []) listener(news);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
