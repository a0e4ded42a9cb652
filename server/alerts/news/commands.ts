import { notifyLive } from "@/server/events/live/commands";
import { wallNow } from "@/server/platform/clock";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { deliveryOf, type NewsKind, type NewsParams, newsHref, newsRule } from "./rules";

/** The channel on which the worker hears that there is mail to send. */
export const LETTERS_CHANNEL = "noren_letters";

/** One piece of news, before it is known whom it reaches. */
export type News = {
  readonly kind: NewsKind;
  /** What it is about, once for ever: told again with the same key it reaches nobody twice. */
  readonly key: string;
  readonly tenantId: string | null;
  /** Tells these people instead of the roles of the rule. */
  readonly personIds?: readonly string[];
  /** Whoever did what the news are about, and need not be told. */
  readonly exceptFor?: string;
  /** Tells only people whose roles cover this store. */
  readonly storeId?: string;
  readonly params?: NewsParams;
  /** Items of a list, such as those of an application that were returned. */
  readonly items?: readonly NewsItem[];
  /** The payment, dispute, statement or change that it leads to. */
  readonly ref?: string;
};

/** One returned item: what it is called in the words of onboarding, why, and the reviewer's own text. */
export type NewsItem = { readonly label: string; readonly reason: string; readonly text: string };

type Reader = {
  readonly key: string;
  readonly personId: string;
  readonly mail: boolean | null;
  readonly inbox: boolean | null;
};

/**
 * Tells everyone whom the news concern, each by the ways they have chosen, in two statements for any number of news.
 * Telling is repeatable: a person has each key once. @returns how many people were told for the first time
 */
export async function tellPeople(
  sql: Sql,
  deps: Pick<Deps, "now" | "newId">,
  news: readonly News[],
): Promise<number> {
  if (news.length === 0) return 0;
  const byKey = new Map(news.map((one) => [one.key, one]));
  const readers = await findReaders(sql, [...byKey.values()]);
  const rows = readers.flatMap((reader) => {
    const one = byKey.get(reader.key);
    return one ? (rowOf(deps, one, reader) ?? []) : [];
  });
  if (rows.length === 0) return 0;
  const told = await sql<{ tenantId: string | null }>(
    `INSERT INTO notification (id, tenant_id, person_id, kind, params, href, dedupe_key, in_inbox, created_at,
                               mail_state, mail_due_at)
     SELECT id, tenant_id, person_id, kind, params, href, dedupe_key, in_inbox, to_timestamp($2::float8 / 1000),
            CASE WHEN mail THEN 'waiting' ELSE 'none' END, CASE WHEN mail THEN to_timestamp($3::float8 / 1000) END
     FROM jsonb_to_recordset($1::text::jsonb) AS row(id text, tenant_id text, person_id text, kind text, params jsonb,
       href text, dedupe_key text, in_inbox boolean, mail boolean)
     ON CONFLICT (dedupe_key) DO NOTHING
     RETURNING tenant_id AS "tenantId"`,
    [JSON.stringify(rows), deps.now, wallNow()],
  );
  await announce(sql, told);
  return told.length;
}

function rowOf(deps: Pick<Deps, "newId">, one: News, { personId, mail, inbox }: Reader) {
  const chosen = mail === null || inbox === null ? undefined : { mail, inbox };
  const ways = deliveryOf(one.kind, chosen);
  if (!ways.mail && !ways.inbox) return undefined;
  return {
    id: deps.newId("notification"),
    tenant_id: one.tenantId,
    person_id: personId,
    kind: one.kind,
    params: { ...one.params, ...(one.items && { items: one.items }) },
    href: newsHref(one.kind, one.ref, one.tenantId === null ? "operator" : "merchant"),
    dedupe_key: `${one.key}:${personId}`,
    in_inbox: ways.inbox,
    mail: ways.mail,
  };
}

/** Who is to be told: the people who are named, else those whose role in the tenant or at the desk, and whose stores, fit. */
async function findReaders(sql: Sql, news: readonly News[]): Promise<Reader[]> {
  const asked = news.map((one) => ({
    key: one.key,
    kind: one.kind,
    tenant_id: one.tenantId,
    store_id: one.storeId ?? null,
    person_ids: one.personIds ?? null,
    except_for: one.exceptFor ?? "",
    at_desk: newsRule(one.kind).atDesk === true,
    roles: newsRule(one.kind).roles,
  }));
  return sql<Reader>(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::text::jsonb)
         AS asked(key text, kind text, tenant_id text, store_id text, person_ids text[], except_for text,
                    at_desk boolean, roles text[])
     ), reader AS (
       SELECT key, kind, unnest(person_ids) AS person_id FROM given WHERE person_ids IS NOT NULL
       UNION
       SELECT g.key, g.kind, m.person_id FROM given g JOIN membership m ON m.tenant_id = g.tenant_id
       WHERE g.person_ids IS NULL AND m.revoked_at IS NULL AND m.role = ANY(g.roles)
         AND (g.store_id IS NULL OR cardinality(m.store_ids) = 0 OR g.store_id = ANY(m.store_ids))
       UNION
       SELECT g.key, g.kind, m.person_id FROM given g JOIN membership m ON m.tenant_id IS NULL
       WHERE g.at_desk AND g.person_ids IS NULL AND m.revoked_at IS NULL AND m.role = ANY(g.roles)
         AND m.person_id <> g.except_for
     )
     SELECT reader.key, p.id AS "personId", choice.mail, choice.inbox
     FROM reader JOIN person p ON p.id = reader.person_id AND p.blocked_at IS NULL
     LEFT JOIN notification_preference choice ON choice.person_id = p.id AND choice.kind = reader.kind`,
    [JSON.stringify(asked)],
  );
}

/** Wakes who sends mail, and the bells of open screens. */
async function announce(sql: Sql, told: readonly { readonly tenantId: string | null }[]): Promise<void> {
  if (told.length === 0) return;
  await sql("SELECT pg_notify($1, '')::text AS notified", [LETTERS_CHANNEL]);
  const tenantIds = [...new Set(told.flatMap(({ tenantId }) => tenantId ?? []))];
  await notifyLive(sql, { tenantIds, kinds: ["notices"] });
}
