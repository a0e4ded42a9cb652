import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { answerItems, lockFor } from "../commands";
import { loadCase, lockApplication, type StoredApplication } from "../queries";
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

/** Ticks an item off, or takes the tick back. @throws DomainError not_found, application_state */
export async function acceptItem(
  deps: Desk,
  input: Ref & { readonly itemKey: string; readonly accepted: boolean },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "recommend");
    const { requirements } = await loadCase(tx, application, deps.now);
    const item = requirements.find((requirement) => requirement.key === input.itemKey);
    if (!item || item.state === "missing") throw new DomainError("not_found");
    if (input.accepted) {
      await writeVerdict(tx, deps, application, {
        itemKey: input.itemKey,
        state: "accepted",
        reasonCode: null,
        reason: null,
      });
    } else {
      await answerItems(tx, deps, application.id, [input.itemKey], ["accepted"]);
    }
    await recordAudit(tx, deps, {
      action: "application.accept_item",
      subjectId: application.id,
      tenantId: application.tenantId,
      after: { itemKey: input.itemKey, accepted: input.accepted },
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
    const known = new Set(requirements.map((requirement) => requirement.key));
    if (input.items.some((item) => !known.has(item.itemKey))) throw new DomainError("not_found");
    for (const item of input.items) await writeVerdict(tx, deps, application, { ...item, state: "returned" });
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

/** Refuses an application for good, with a reason. @throws DomainError not_found, application_state */
export async function rejectApplication(deps: Desk, input: Ref & { readonly reason: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "reject");
    const { contentHash } = await loadCase(tx, application, deps.now);
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
    await move(tx, deps, application, "reject", { closedAt: instant(deps.now) }, { reason: input.reason });
    await emitEvent(tx, deps, {
      type: "application.rejected",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id, version: application.version + 1 },
    });
  });
}

type NewVerdict = {
  readonly itemKey: string;
  readonly state: "accepted" | "returned";
  readonly reasonCode: string | null;
  readonly reason: string | null;
};

async function writeVerdict(
  tx: Tx,
  deps: Desk,
  application: StoredApplication,
  given: NewVerdict,
): Promise<void> {
  const verdict = {
    state: given.state,
    reasonCode: given.reasonCode,
    reason: given.reason,
    decidedBy: deps.scope.personId,
    decidedAt: instant(deps.now),
    resolvedAt: null,
  };
  await tx.reviewItem.upsert({
    where: { applicationId_itemKey: { applicationId: application.id, itemKey: given.itemKey } },
    create: {
      ...verdict,
      id: deps.newId("reviewItem"),
      tenantId: application.tenantId,
      applicationId: application.id,
      itemKey: given.itemKey,
    },
    update: verdict,
    select: { id: true },
  });
}

async function move(
  tx: Tx,
  deps: Desk,
  application: StoredApplication,
  action: ApplicationAction,
  data: { readonly assignedTo?: string; readonly closedAt?: Date },
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
