import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import type { PersonLocale } from "./rules";

type OwnDeps = Deps<PersonScope>;

/** Chooses which of their roles a person acts in, in this session alone. @throws DomainError not_found */
export async function switchMembership(
  deps: OwnDeps,
  { sessionId, membershipId }: { sessionId: string; membershipId: string },
): Promise<void> {
  const { personId } = deps.scope;
  await deps.transact(async (tx) => {
    const own = await tx.membership.findFirst({
      where: { id: membershipId, personId, revokedAt: null },
      select: { id: true },
    });
    if (!own) throw new DomainError("not_found");
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, personId },
      data: { membershipId },
    });
    if (count === 0) throw new DomainError("not_signed_in");
    await recordAudit(tx, deps, {
      action: "session.switch",
      subjectId: personId,
      tenantId: null,
      after: { membershipId },
    });
  });
}

/** Ends every session of the person, this one included. @returns how many there were */
export async function signOutEverywhere(deps: OwnDeps): Promise<{ ended: number }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { personId } });
    await recordAudit(tx, deps, { action: "session.close_all", subjectId: personId, tenantId: null });
    return { ended: count };
  });
}

/** Changes the language in which the person is written to. */
export async function changeLocale(deps: OwnDeps, { locale }: { locale: PersonLocale }): Promise<void> {
  await changePerson(deps, "person.locale", { locale });
}

/** Turns the sound of an incoming payment on or off. */
export async function switchSound(deps: OwnDeps, { on }: { on: boolean }): Promise<void> {
  await changePerson(deps, "person.sound", { soundOn: on });
}

async function changePerson(
  deps: OwnDeps,
  action: AuditAction,
  data: { locale: string } | { soundOn: boolean },
): Promise<void> {
  const { personId } = deps.scope;
  await deps.transact(async (tx) => {
    const before = await tx.person.findUnique({
      where: { id: personId },
      select: "locale" in data ? { locale: true } : { soundOn: true },
    });
    if (!before) throw new DomainError("not_found");
    await tx.person.update({ where: { id: personId }, data, select: { id: true } });
    await recordAudit(tx, deps, { action, subjectId: personId, tenantId: null, before, after: data });
  });
}
