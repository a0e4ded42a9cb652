import { z } from "zod";
import type { ActiveMembership } from "@/server/api/context";
import { requireScope, type ScopeOf } from "@/server/api/gate";
import { membershipOf, normaliseEmail } from "@/server/identity/rules";
import { DomainError } from "@/server/kernel/errors";
import { type Permission, roleMay } from "@/server/kernel/permissions";
import { wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type Deps, depsFor } from "@/server/platform/deps";

const personRow = z.object({
  personId: z.string(),
  name: z.string(),
  locale: z.string(),
  soundOn: z.boolean(),
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
 * What a command of `--as <email>` acts with: the person's own membership, through the same gate as the web.
 * @param merchantId chooses among several merchants of the person
 * @throws DomainError not_permitted, also for an e-mail that nobody has
 */
export async function actAs<P extends Permission>(
  email: string,
  permission: P,
  merchantId?: string,
): Promise<Deps<ScopeOf<P>>> {
  const address = normaliseEmail(email);
  const rows = await sqlOfClient(poolFor("operator"))(
    `SELECT p.id AS "personId", p.name, p.locale, p.sound_on AS "soundOn",
            COALESCE((SELECT json_agg(json_build_object('id', m.id, 'tenantId', m.tenant_id, 'role', m.role,
                                                        'byArea', m.by_area, 'storeIds', m.store_ids || CASE WHEN m.by_area
                                                          THEN ARRAY(SELECT st.id FROM store st WHERE st.area_id = ANY(m.area_ids))
                                                          ELSE '{}' END) ORDER BY m.id)
                      FROM membership m WHERE m.person_id = p.id AND m.revoked_at IS NULL), '[]'::json) AS memberships
     FROM person p WHERE p.email = $1 AND p.blocked_at IS NULL`,
    [address],
  );
  if (rows[0] === undefined) throw new DomainError("not_permitted");
  const person = personRow.parse(rows[0]);
  const memberships = person.memberships.map(membershipOf).filter((one) => one !== undefined);
  const active = memberships.find((one) => mayAct(one, permission, merchantId)) ?? null;
  const scope = requireScope(permission, {
    signedIn: {
      ...person,
      email: address,
      sessionId: "command-line",
      // Whoever holds the machine and its keys needs no second factor on top.
      steppedUpAtMs: wallNow(),
      secondFactor: "given",
      viewing: null,
      memberships,
      active,
    },
  });
  return depsFor(scope, { kind: "person", id: person.personId }, commandId());
}

function mayAct(
  membership: ActiveMembership,
  permission: Permission,
  merchantId: string | undefined,
): boolean {
  if (!roleMay(membership.role, permission)) return false;
  return merchantId === undefined || membership.kind === "operator" || membership.tenantId === merchantId;
}

/** Names one run of the command line in the audit log. */
export function commandId(): string {
  return `cli-${Buffer.from(randomBytes(6)).toString("hex")}`;
}
