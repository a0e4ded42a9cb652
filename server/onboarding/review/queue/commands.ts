import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { lockApplication } from "../../queries";
import { isClosed } from "../../rules";

export type Assignment = {
  readonly applicationId: string;
  /** Whom the list showed; somebody else meanwhile keeps it. */
  readonly expected: string | null;
  readonly to: "me" | "nobody";
};

/**
 * Takes an application onto one's own desk, or lays it back. Of two who take it at once, one gets it.
 * @throws DomainError not_found, application_state, assignment_changed
 */
export async function assignApplication(deps: Deps<OperatorScope>, input: Assignment): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockApplication(tx, input.applicationId);
    if (isClosed(application.state) || application.submittedAt === null) {
      throw new DomainError("application_state");
    }
    const assignedTo = input.to === "me" ? deps.scope.personId : null;
    if (application.assignedTo === assignedTo) return;
    if (application.assignedTo !== input.expected) throw new DomainError("assignment_changed");
    await tx.application.update({
      where: { id: application.id },
      data: { assignedTo },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "application.assign",
      subjectId: application.id,
      tenantId: application.tenantId,
      before: { assignedTo: application.assignedTo },
      after: { assignedTo },
    });
  });
}
