import { z } from "zod";
import { DEMO_PEOPLE, type DemoPerson } from "@/prisma/seed/people.data";
import type { PersonScope } from "@/server/kernel/scope";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { activeMembership, membershipOf, type OwnMembership } from "./rules";
import { type SecondFactorState, secondFactorState } from "./second-factor/rules";

/** A signed-in person as read from the session row; the shape of `SignedIn` in `server/api/context.ts`. */
export type SessionPerson = {
  readonly sessionId: string;
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly soundOn: boolean;
  /** When the session was last noted to be in use. */
  readonly seenAtMs: number;
  readonly steppedUpAtMs: number | null;
  readonly secondFactor: SecondFactorState;
  readonly viewing: {
    readonly viewId: string;
    readonly tenantId: string;
    readonly name: string;
    readonly endsAtMs: number;
  } | null;
  readonly memberships: readonly OwnMembership[];
  readonly active: OwnMembership | null;
};

const sessionRow = z.object({
  session_id: z.string(),
  person_id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  sound_on: z.boolean(),
  stepped_up_at: z.date().nullable(),
  seen_at: z.date(),
  membership_id: z.string().nullable(),
  has_factor: z.boolean(),
  viewing: z
    .object({ viewId: z.string(), tenantId: z.string(), name: z.string(), endsAtMs: z.number() })
    .nullable(),
  memberships: z.array(
    z.object({
      id: z.string(),
      tenantId: z.string().nullable(),
      role: z.string(),
      storeIds: z.array(z.string()),
      byArea: z.boolean(),
    }),
  ),
});

/**
 * Who holds a session token, with their memberships, in one round trip. It is read for every request, so that a
 * block, an ended session or a revoked membership acts at once. Runs before there is a scope: give it a connection
 * whose policies see every membership.
 * @param nowMs wall time: sessions end by the wall clock
 */
export async function findSignedIn(
  sql: Sql,
  tokenHash: string,
  nowMs: number,
): Promise<SessionPerson | null> {
  const rows = await sql(
    `SELECT s.id AS session_id, s.person_id, s.stepped_up_at, COALESCE(s.last_seen_at, s.created_at) AS seen_at, s.membership_id, p.email, p.name, p.locale, p.sound_on,
            EXISTS (SELECT 1 FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS has_factor,
            (SELECT json_build_object('viewId', v.id, 'tenantId', v.tenant_id, 'name', mer.trade_name,
                                      'endsAtMs', floor(extract(epoch FROM v.ends_at) * 1000))
             FROM support_view v JOIN merchant mer ON mer.id = v.tenant_id
             WHERE v.session_id = s.id AND v.ended_at IS NULL
               AND v.ends_at > to_timestamp($2::float8 / 1000)) AS viewing,
            COALESCE((SELECT json_agg(json_build_object('id', m.id, 'tenantId', m.tenant_id, 'role', m.role,
                                                        'byArea', m.by_area, 'storeIds', m.store_ids || CASE WHEN m.by_area
                                                          THEN ARRAY(SELECT st.id FROM store st WHERE st.area_id = ANY(m.area_ids))
                                                          ELSE '{}' END) ORDER BY m.id)
                      FROM membership m WHERE m.person_id = p.id AND m.revoked_at IS NULL), '[]'::json) AS memberships
     FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.token_hash = $1 AND s.expires_at > to_timestamp($2::float8 / 1000) AND p.blocked_at IS NULL`,
    [tokenHash, nowMs],
  );
  if (rows[0] === undefined) return null;
  const row = sessionRow.parse(rows[0]);
  const memberships = row.memberships.map(membershipOf).filter((one) => one !== undefined);
  const steppedUpAtMs = row.stepped_up_at?.getTime() ?? null;
  return {
    sessionId: row.session_id,
    personId: row.person_id,
    email: row.email,
    name: row.name,
    locale: row.locale,
    soundOn: row.sound_on,
    seenAtMs: row.seen_at.getTime(),
    steppedUpAtMs,
    secondFactor: secondFactorState({ factor: row.has_factor, steppedUpAtMs }),
    viewing: row.viewing,
    memberships,
    active: activeMembership(memberships, row.membership_id),
  };
}

/** Notes that a session is in use, for its person's list of devices. */
export async function noteSeen(sql: Sql, sessionId: string, wallMs: number): Promise<void> {
  await sql("UPDATE session SET last_seen_at = to_timestamp($2::float8 / 1000) WHERE id = $1", [
    sessionId,
    wallMs,
  ]);
}

/** A membership with the words a person knows the place by; a name is empty while an application has none. */
export type OwnPlace = {
  readonly membershipId: string;
  readonly kind: "merchant" | "operator";
  readonly role: string;
  readonly name: string;
  /** Is there a merchant already, or still an application? */
  readonly live: boolean;
};

/**
 * The places of the person of the scope, in the order of their memberships. A person belongs to several tenants,
 * which no single tenant's policy shows together, so this reads as the role that sees all of them.
 */
export async function listOwnPlaces(scope: PersonScope): Promise<OwnPlace[]> {
  return sqlOfClient(poolFor("operator"))<OwnPlace>(
    `SELECT m.id AS "membershipId", CASE WHEN m.tenant_id IS NULL THEN 'operator' ELSE 'merchant' END AS kind, m.role,
            COALESCE(mer.trade_name, app.trade_name, '') AS name, mer.id IS NOT NULL AS live
     FROM membership m
     LEFT JOIN merchant mer ON mer.id = m.tenant_id
     LEFT JOIN application app ON app.tenant_id = m.tenant_id
     WHERE m.person_id = $1 AND m.revoked_at IS NULL
     ORDER BY m.id`,
    [scope.personId],
  );
}

/** The people that one may sign in as at a touch: those of the sandbox, and elsewhere nobody. */
export function listDemoPeople(): readonly DemoPerson[] {
  return env().sandbox ? DEMO_PEOPLE : [];
}
