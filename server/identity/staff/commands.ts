import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type OperatorRole, roleMay } from "@/server/kernel/permissions";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { endSessions } from "../sessions/commands";
import { ensurePerson } from "../sign-in/commands";

export type StaffDeps = Deps<OperatorScope>;
type StaffWriter = Pick<Deps, "actor" | "requestId" | "now" | "newId">;
type NewStaff = { readonly email: string; readonly name: string; readonly role: OperatorRole };

/**
 * Locks the roles of everyone who may manage staff and asks whether the actor still may: two administrators who
 * revoke each other at once take turns, and the second no longer is one.
 */
export async function requireManagerNow(tx: Tx, deps: StaffDeps): Promise<void> {
  const held = await sqlOfTx(tx)<{ personId: string; role: OperatorRole }>(
    `SELECT m.person_id AS "personId", m.role FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.tenant_id IS NULL AND m.revoked_at IS NULL AND p.blocked_at IS NULL AND m.role = 'administrator'
     ORDER BY m.id FOR UPDATE OF m, p`,
  );
  const own = held.some(
    ({ personId, role }) => personId === deps.scope.personId && roleMay(role, "staff:manage"),
  );
  if (!own) throw new DomainError("not_permitted");
}

/** Nobody changes their own roles or account: that also means that an administrator always remains. */
export function refuseSelf(deps: StaffDeps, personId: string): void {
  if (personId === deps.scope.personId) throw new DomainError("own_account");
}

/** Gives a person a role at the operator, for an accepted invitation. @returns the membership, which may be an old one */
export async function giveStaffRole(
  tx: Tx,
  deps: StaffWriter,
  personId: string,
  role: OperatorRole,
): Promise<string> {
  const made = await giveRole(tx, deps, personId, role);
  if (made) return made;
  const held = await tx.membership.findFirstOrThrow({
    where: { personId, tenantId: null, role, revokedAt: null },
    select: { id: true },
  });
  return held.id;
}

async function giveRole(
  tx: Tx,
  deps: StaffWriter,
  personId: string,
  role: OperatorRole,
): Promise<string | null> {
  const [made] = await sqlOfTx(tx)<{ id: string }>(
    `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
     VALUES ($1, $2, NULL, $3, '{}', to_timestamp($4::float8 / 1000))
     ON CONFLICT (person_id, role) WHERE tenant_id IS NULL AND revoked_at IS NULL DO NOTHING RETURNING id`,
    [deps.newId("membership"), personId, role, deps.now],
  );
  if (!made) return null;
  await recordAudit(tx, deps, {
    action: "staff.grant",
    subjectId: personId,
    tenantId: null,
    after: { membershipId: made.id, role },
  });
  await emitEvent(tx, deps, {
    type: "membership.changed",
    tenantId: null,
    subjectId: made.id,
    payload: { membershipId: made.id, personId },
  });
  return made.id;
}

/**
 * Gives a person a role at the operator; they sign in anew to use it. Giving a role twice changes nothing.
 * @throws DomainError not_permitted, own_account
 */
export async function grantRole(
  deps: StaffDeps,
  { email, name, role }: NewStaff,
): Promise<{ personId: string }> {
  return deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    const { id: personId } = await ensurePerson(tx, deps, { email, name, locale: "ja" });
    refuseSelf(deps, personId);
    if (await giveRole(tx, deps, personId, role)) await endSessions(tx, personId);
    return { personId };
  });
}

/** Takes a role away and ends the person's sessions. @throws DomainError not_permitted, not_found, own_account */
export async function revokeRole(deps: StaffDeps, { membershipId }: { membershipId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    const held = await tx.membership.findFirst({
      where: { id: membershipId, tenantId: null, revokedAt: null },
      select: { personId: true, role: true },
    });
    if (!held) throw new DomainError("not_found");
    refuseSelf(deps, held.personId);
    await tx.membership.updateMany({ where: { id: membershipId }, data: { revokedAt: instant(deps.now) } });
    const ended = await endSessions(tx, held.personId);
    await recordAudit(tx, deps, {
      action: "staff.revoke",
      subjectId: held.personId,
      tenantId: null,
      before: { membershipId, role: held.role },
      after: { membershipId, role: null, sessionsEnded: ended },
    });
    await emitEvent(tx, deps, {
      type: "membership.changed",
      tenantId: null,
      subjectId: membershipId,
      payload: { membershipId, personId: held.personId },
    });
  });
}

/** Shuts a person out of everything at once. @throws DomainError not_permitted, not_found, own_account */
export async function blockPerson(deps: StaffDeps, { personId }: { personId: string }): Promise<void> {
  await setBlocked(deps, personId, true);
}

/** Lets a blocked person sign in again. @throws DomainError not_permitted, not_found, own_account */
export async function unblockPerson(deps: StaffDeps, { personId }: { personId: string }): Promise<void> {
  await setBlocked(deps, personId, false);
}

async function setBlocked(deps: StaffDeps, personId: string, blocked: boolean): Promise<void> {
  await deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    refuseSelf(deps, personId);
    const person = await tx.person.findUnique({ where: { id: personId }, select: { blockedAt: true } });
    if (!person) throw new DomainError("not_found");
    if ((person.blockedAt !== null) === blocked) return;
    const blockedAt = blocked ? instant(deps.now) : null;
    await tx.person.update({ where: { id: personId }, data: { blockedAt }, select: { id: true } });
    const sessionsEnded = blocked ? await endSessions(tx, personId) : 0;
    await recordAudit(tx, deps, {
      action: blocked ? "person.block" : "person.unblock",
      subjectId: personId,
      tenantId: null,
      before: { blocked: !blocked },
      after: { blocked, sessionsEnded },
    });
  });
}

/**
 * Appoints people from the machine itself, where nobody is signed in yet: the first administrator of an
 * installation, and the people of the demo.
 */
export async function appointStaff(
  deps: Deps<SystemScope>,
  people: readonly { email: string; name: string; role: OperatorRole | null }[],
): Promise<{ email: string; personId: string }[]> {
  return deps.transact(async (tx) => {
    const appointed: { email: string; personId: string }[] = [];
    for (const { email, name, role } of people) {
      const { id: personId } = await ensurePerson(tx, deps, { email, name, locale: "ja" });
      if (role) await giveRole(tx, deps, personId, role);
      appointed.push({ email, personId });
    }
    return appointed;
  });
}
