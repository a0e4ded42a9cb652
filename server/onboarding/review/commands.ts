import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant, jstDay } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { loadDeskCase } from "../checks/queries";
import { answerItems, lockFor } from "../commands";
import { beginCoolDown, endCoolDown } from "../cool-down/commands";
import { type CoolDownDays, coolDownUntilMs } from "../cool-down/rules";
import { loadCase, lockApplication, type StoredApplication } from "../queries";
import { accepted, writeVerdicts } from "../requirements/commands";
import { type ApplicationAction, stateAfter } from "../rules";

type Desk = Deps<OperatorScope>;
type Ref = { readonly applicationId: string };

/** The first who opens a submitted application begins its review; opening it again changes nothing. */
export async function openReview(deps: Desk, input: Ref): Promise<{ readonly opened: boolean }> {
  return deps.transact(async (tx) => {
    const application = await lockApplication(tx, input.applicationId);
    if (application.state !== "submitted") return { opened: false };
    await move(tx, deps, application, "open", { assignedTo: deps.scope.personId });
    return { opened: true };
  });
}

/** Ticks items off, or takes the ticks back. @throws DomainError not_found, application_state */
export async function acceptItems(
  deps: Desk,
  input: Ref & { readonly itemKeys: readonly string[]; readonly accepted: boolean },
): Promise<void> {
  const { itemKeys } = input;
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "recommend");
    const { requirements } = await loadDeskCase(tx, application, deps.now);
    if (input.accepted) {
      await writeVerdicts(tx, deps, { application, requirements }, itemKeys.map(accepted));
    } else {
      await answerItems(tx, deps, application.id, itemKeys, ["accepted", "waived"]);
    }
    await recordAudit(tx, deps, {
      action: "application.accept_item",
      subjectId: application.id,
      tenantId: application.tenantId,
      after: { itemKeys, accepted: input.accepted },
    });
  });
}

/**
 * Lets an item pass although something is amiss or missing, and says why; the word counts while the item stays as it
 * is. @throws DomainError not_found, application_state
 */
export async function waiveItem(
  deps: Desk,
  input: Ref & { readonly itemKey: string; readonly reasonCode: string; readonly reason: string },
): Promise<void> {
  const { itemKey, reasonCode, reason } = input;
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "recommend");
    const { requirements } = await loadDeskCase(tx, application, deps.now);
    const verdict = { itemKey, reasonCode, reason, state: "waived" as const };
    await writeVerdicts(tx, deps, { application, requirements }, [verdict]);
    await recordAudit(tx, deps, {
      action: "application.waive_item",
      subjectId: application.id,
      tenantId: application.tenantId,
      after: { itemKey, reasonCode, reason },
    });
  });
}

export type ReturnedItem = { readonly itemKey: string; readonly reasonCode: string; readonly reason: string };

/**
 * Gives an application back to the applicant with a reason for each named item; a recommendation that was made
 * before counts no more. @throws DomainError not_found, application_state
 */
export async function returnApplication(
  deps: Desk,
  input: Ref & { readonly items: readonly ReturnedItem[] },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "return");
    const { requirements } = await loadCase(tx, application, deps.now);
    const verdicts = input.items.map((item) => ({ ...item, state: "returned" as const }));
    await writeVerdicts(tx, deps, { application, requirements }, verdicts);
    await move(tx, deps, application, "return", {}, { items: input.items });
    await emitEvent(tx, deps, {
      type: "application.returned",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id, version: application.version + 1 },
    });
  });
}

/** The checker does not agree: the application goes back to the desk. @throws DomainError not_found, application_state */
export async function sendBackToReview(deps: Desk, input: Ref & { readonly reason: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "send_back");
    await tx.decision.updateMany({
      where: { applicationId: application.id, outcome: "approve", checkerId: null },
      data: { outcome: "sent_back", reason: input.reason },
    });
    await move(tx, deps, application, "send_back", {}, { reason: input.reason });
  });
}

/**
 * Refuses an application, with a reason; for so many days nobody may apply again with the same company or
 * representative. @throws DomainError not_found, application_state
 */
export async function rejectApplication(
  deps: Desk,
  input: Ref & { readonly reason: string; readonly coolDownDays?: CoolDownDays },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "reject");
    const { contentHash } = await loadCase(tx, application, deps.now);
    const untilMs = coolDownUntilMs(deps.now, input.coolDownDays ?? 0);
    await tx.decision.create({
      data: {
        id: deps.newId("decision"),
        tenantId: application.tenantId,
        applicationId: application.id,
        outcome: "reject",
        contentHash,
        makerId: deps.scope.personId,
        madeAt: instant(deps.now),
        reason: input.reason,
      },
      select: { id: true },
    });
    if (untilMs !== null) await beginCoolDown(tx, application, untilMs);
    const told = { reason: input.reason, coolingUntil: untilMs === null ? null : jstDay(untilMs) };
    await move(tx, deps, application, "reject", { closedAt: instant(deps.now) }, told);
    await emitEvent(tx, deps, {
      type: "application.rejected",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id, version: application.version + 1 },
    });
  });
}

/** Takes a rejection back: the application is on the desk again and its cool-down is over. @throws DomainError not_found, application_state */
export async function reopenApplication(deps: Desk, input: Ref & { readonly reason: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "reopen");
    await tx.decision.updateMany({
      where: { applicationId: application.id, outcome: "reject" },
      data: { outcome: "reject_reopened" },
    });
    await endCoolDown(tx, application.id);
    const data = { closedAt: null, assignedTo: deps.scope.personId };
    await move(tx, deps, application, "reopen", data, { reason: input.reason });
  });
}

async function move(
  tx: Tx,
  deps: Desk,
  application: StoredApplication,
  action: ApplicationAction,
  data: { readonly assignedTo?: string; readonly closedAt?: Date | null },
  told: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const to = stateAfter(action);
  await tx.application.update({
    where: { id: application.id },
    data: { ...data, state: to, version: { increment: 1 }, updatedAt: instant(deps.now) },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: `application.${action}`,
    subjectId: application.id,
    tenantId: application.tenantId,
    before: { state: application.state },
    after: { state: to, ...told },
  });
}
