import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import { landingOf, type Place } from "../rules";

/** A person as the sign-in desk needs to know them. */
export type DeskPerson = {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly blocked: boolean;
};

/** The person of an e-mail in its stored form, or null. */
export async function findPersonByEmail(sql: Sql, email: string): Promise<DeskPerson | null> {
  const rows = await sql<DeskPerson>(
    `SELECT id, email, locale, blocked_at IS NOT NULL AS blocked FROM person WHERE email = $1`,
    [email],
  );
  return rows[0] ?? null;
}

/**
 * Where a person's day begins, by the first of their memberships. Read as the role that sees the memberships of
 * every tenant, for a person who has just proven who they are.
 */
export async function findLanding(personId: string): Promise<string> {
  const rows = await sqlOfClient(poolFor("operator"))<Place>(
    `SELECT CASE WHEN m.tenant_id IS NULL THEN 'operator' ELSE 'merchant' END AS kind,
            EXISTS (SELECT 1 FROM merchant WHERE merchant.id = m.tenant_id) AS live
     FROM membership m WHERE m.person_id = $1 AND m.revoked_at IS NULL ORDER BY m.id LIMIT 1`,
    [personId],
  );
  return landingOf(rows[0] ?? null);
}

/** Does a sign-in of this person have a second half? Of everyone who has a second factor, and of every operator. */
export async function owesSecondFactor(personId: string): Promise<boolean> {
  const [row] = await sqlOfClient(poolFor("operator"))<{ owes: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM second_factor WHERE person_id = $1 AND confirmed_at IS NOT NULL)
         OR EXISTS (SELECT 1 FROM membership WHERE person_id = $1 AND tenant_id IS NULL AND revoked_at IS NULL) AS owes`,
    [personId],
  );
  return row?.owes === true;
}
