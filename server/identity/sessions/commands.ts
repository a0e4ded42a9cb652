import { recordAudit } from "@/server/audit/commands";
import { notifyAccess } from "@/server/events/live/commands";
import { DomainError } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";

/** Ends a person's sessions now, and has the open live feeds look again. @returns how many sessions ended */
export async function endSessions(tx: Tx, personId: string): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { personId } });
  await notifyAccess(sqlOfTx(tx), [personId]);
  return count;
}

/** Ends one of the person's own sessions, such as that of a phone that was lost. @throws DomainError not_found */
export async function endOwnSession(
  deps: Deps<PersonScope>,
  { sessionId }: { sessionId: string },
): Promise<void> {
  const { personId } = deps.scope;
  await deps.transact(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, personId } });
    if (count === 0) throw new DomainError("not_found");
    await notifyAccess(sqlOfTx(tx), [personId]);
    await recordAudit(tx, deps, {
      action: "session.close",
      subjectId: personId,
      tenantId: null,
      before: { sessionId },
    });
  });
}
