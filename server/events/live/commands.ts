import { randomBytes } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";

/** The channel on which every web process hears what open screens should read again. */
export const LIVE_CHANNEL = "noren_live";

/** What may have changed on a screen. */
export const LIVE_KINDS = [
  "payments",
  "refunds",
  "disputes",
  "registrations",
  "payouts",
  "codes",
  "review",
  "notices",
  "troubles",
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

export type LiveNews = {
  readonly tenantIds: readonly string[];
  readonly kinds: readonly LiveKind[];
  /** The stores it concerns, so that a clerk of another store hears nothing; left out when it concerns all. */
  readonly storeIds?: readonly string[];
};

// A notice of PostgreSQL holds at most 8,000 bytes; a tenant's id takes thirty.
const TENANTS_A_NOTICE = 200;
/** Above this number of names the stores are left out: it then concerns everyone of the tenants. */
const MOST_NAMES = 150;

/** Tells open screens, when the transaction commits, that something of these tenants has changed. */
export async function notifyLive(sql: Sql, news: LiveNews): Promise<void> {
  const texts: string[] = [];
  const { storeIds, ...wide } = news;
  const told = news.tenantIds.length + (storeIds?.length ?? 0) > MOST_NAMES ? wide : news;
  for (let i = 0; i < news.tenantIds.length; i += TENANTS_A_NOTICE) {
    const tenantIds = news.tenantIds.slice(i, i + TENANTS_A_NOTICE);
    texts.push(JSON.stringify({ id: newPosition(), ...told, tenantIds }));
  }
  if (texts.length === 0) return;
  await sql("SELECT pg_notify($1, notice)::text AS notified FROM unnest($2::text[]) AS notice", [
    LIVE_CHANNEL,
    texts,
  ]);
}

/** Tells the open screens of everybody, merchants and operators. */
export async function notifyEveryone(sql: Sql, kinds: readonly LiveKind[]): Promise<void> {
  await sql("SELECT pg_notify($1, $2)::text AS notified", [
    LIVE_CHANNEL,
    JSON.stringify({ id: newPosition(), tenantIds: "all", kinds }),
  ]);
}

/** Has the open screens of people ask at once whether they may still be open. */
export async function notifyAccess(sql: Sql, personIds: readonly string[]): Promise<void> {
  await sql("SELECT pg_notify($1, $2)::text AS notified", [
    LIVE_CHANNEL,
    JSON.stringify({ id: newPosition(), tenantIds: [], kinds: [], personIds }),
  ]);
}

/** A notice's name. Its place is where PostgreSQL delivers it, which is the order of the commits. */
function newPosition(): string {
  return Buffer.from(randomBytes(9)).toString("base64url");
}
