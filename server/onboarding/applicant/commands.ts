import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { lockFor, told } from "../commands";
import { getApplication } from "../queries";
import { isEditable, stateAfter } from "../rules";

type Ref = { readonly applicationId: string };

/**
 * Takes up an application that was withdrawn or has expired: everything typed and every paper is still there, and the
 * reviewers' words on what has not changed still count. @throws DomainError not_found, application_state
 */
export async function takeUpApplication(deps: Deps<MerchantScope>, input: Ref): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "take_up");
    await tx.application.update({
      where: { id: application.id },
      data: {
        state: stateAfter("take_up"),
        version: { increment: 1 },
        updatedAt: instant(deps.now),
        closedAt: null,
        assignedTo: null,
      },
      select: { id: true },
    });
    await told(tx, deps, application, "take_up");
  });
}

/**
 * Sends the person who is filling it in a mail with the way back, to go on later or on another device. The link names
 * no application and opens nothing by itself: it leads to the sign-in. @throws DomainError not_found, application_state
 */
export async function sendWayBack(deps: Deps<MerchantScope>, input: Ref): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await getApplication(tx, input.applicationId);
    if (!isEditable(application.state)) throw new DomainError("application_state");
    const { id, tenantId } = application;
    await recordAudit(tx, deps, { action: "application.send_link", subjectId: id, tenantId });
    await emitEvent(tx, deps, {
      type: "application.left",
      tenantId,
      subjectId: id,
      payload: { applicationId: id, personId: deps.scope.personId },
    });
  });
}
