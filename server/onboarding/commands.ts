import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { giveTenantRole } from "@/server/identity/memberships/commands";
import { instant, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, PersonScope } from "@/server/kernel/scope";
import { listBankHolidays } from "@/server/merchants/queries";
import { seal } from "@/server/platform/crypto";
import { bindNewTenant, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { fingerprintsOf } from "./checks/queries";
import { findCoolDown } from "./cool-down/queries";
import { applicationAad, findApplicationOf, loadCase, lockApplication } from "./queries";
import { blockersOf } from "./requirements/rules";
import { type ApplicationAction, canTransition, isEditable, reviewDueMs, stateAfter } from "./rules";

/** Applications that one person may have open in drafts; more is a script, not a shop owner. */
const MOST_TENANTS = 20;

export type Started = { readonly applicationId: string; readonly membershipId: string };

/**
 * Starts an application: mints the tenant and makes the person its owner. An untouched or unfinished draft of the
 * same person is given back instead, so that a double click or a second device makes no second application.
 * @throws DomainError too_many_requests
 */
export async function startApplication(deps: Deps<PersonScope>): Promise<Started> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    await sqlOfTx(tx)("SELECT pg_advisory_xact_lock(hashtextextended($1, 7310))::text AS locked", [personId]);
    const draft = await findOpenDraft(tx, personId);
    if (draft) return draft;
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
    const tenantId = deps.newId("merchant");
    const applicationId = deps.newId("application");
    await bindNewTenant(tx, tenantId);
    const { membershipId } = await giveTenantRole(tx, deps, { personId, tenantId, role: "owner" });
    const content = { fields: { "business.contactEmail": person.email }, consents: {} };
    const { data, keyId } = seal(JSON.stringify(content), applicationAad(applicationId));
    const now = instant(deps.now);
    await tx.application.create({
      data: {
        id: applicationId,
        tenantId,
        applicantId: personId,
        state: "draft",
        sealed: data,
        keyId,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, { action: "application.start", subjectId: applicationId, tenantId });
    return { applicationId, membershipId };
  });
}

async function findOpenDraft(tx: Tx, personId: string): Promise<Started | null> {
  const memberships = await tx.membership.findMany({
    where: { personId, role: "owner", tenantId: { not: null }, revokedAt: null },
    orderBy: { id: "desc" },
    select: { id: true, tenantId: true },
  });
  if (memberships.length >= MOST_TENANTS) throw new DomainError("too_many_requests");
  for (const { id, tenantId } of memberships) {
    if (tenantId === null) continue;
    await bindNewTenant(tx, tenantId);
    const application = await findApplicationOf(tx, tenantId);
    if (application && isEditable(application.state)) {
      return { applicationId: application.id, membershipId: id };
    }
  }
  return null;
}

/**
 * Hands an application in. Refused while anything that is needed is missing or was returned; the list that the
 * applicant sees names each item. After a rejection the same company or representative waits until its day.
 * @throws DomainError not_found, application_state, application_incomplete, application_cooling
 */
export async function submitApplication(
  deps: Deps<MerchantScope>,
  input: { readonly applicationId: string },
): Promise<{ readonly dueAtMs: number }> {
  return deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "submit");
    const { requirements } = await loadCase(tx, application, deps.now);
    const blockers = blockersOf(requirements);
    const [first] = blockers;
    if (first) {
      throw new DomainError("application_incomplete", { count: blockers.length }, first.field ?? first.key);
    }
    const { fields } = application.content;
    const coolingUntil = await findCoolDown(tx, { id: application.id, fields }, deps.now);
    if (coolingUntil) {
      throw new DomainError("application_cooling", { day: jstDay(coolingUntil.getTime()) });
    }
    const dueAtMs = reviewDueMs(deps.now, await listBankHolidays(tx));
    await tx.application.update({
      where: { id: application.id },
      data: {
        state: stateAfter("submit"),
        version: { increment: 1 },
        submissions: { increment: 1 },
        submittedAt: instant(deps.now),
        fingerprints: fingerprintsOf(fields),
        dueAt: instant(dueAtMs),
        updatedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await told(tx, deps, application, "submit");
    await emitEvent(tx, deps, {
      type: "application.submitted",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id, version: application.version + 1 },
    });
    return { dueAtMs };
  });
}

/** Takes an application back for good. @throws DomainError not_found, application_state */
export async function withdrawApplication(
  deps: Deps<MerchantScope>,
  input: { readonly applicationId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "withdraw");
    await tx.application.update({
      where: { id: application.id },
      data: {
        state: stateAfter("withdraw"),
        version: { increment: 1 },
        updatedAt: instant(deps.now),
        closedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await told(tx, deps, application, "withdraw");
    await emitEvent(tx, deps, {
      type: "application.withdrawn",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id },
    });
  });
}

/**
 * Says of a returned item that it is right as it stands, so that an applicant with nothing to change is not stuck.
 * @throws DomainError not_found, application_state
 */
export async function keepReturnedItem(
  deps: Deps<MerchantScope>,
  input: { readonly applicationId: string; readonly itemKey: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "submit");
    const answered = await answerItems(tx, deps, application.id, [input.itemKey], ["returned"]);
    if (answered === 0) throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "application.keep_item",
      subjectId: application.id,
      tenantId: application.tenantId,
      after: { itemKey: input.itemKey },
    });
  });
}

/** Marks verdicts as overtaken by what the applicant did. @returns how many there were */
export async function answerItems(
  tx: Tx,
  deps: Pick<Deps, "now">,
  applicationId: string,
  itemKeys: readonly string[],
  states: readonly string[] = ["returned", "accepted"],
): Promise<number> {
  const { count } = await tx.reviewItem.updateMany({
    where: { applicationId, itemKey: { in: [...itemKeys] }, state: { in: [...states] } },
    data: { state: "answered", resolvedAt: instant(deps.now) },
  });
  return count;
}

/** Locks an application for an action. @throws DomainError not_found, application_state */
export async function lockFor(tx: Tx, applicationId: string, action: ApplicationAction) {
  const application = await lockApplication(tx, applicationId);
  if (!canTransition(application.state, action)) throw new DomainError("application_state");
  return application;
}

/** Writes down that an application has changed its state. */
export async function told(
  tx: Tx,
  deps: Deps,
  application: { readonly id: string; readonly tenantId: string; readonly state: string },
  action: ApplicationAction,
): Promise<void> {
  await recordAudit(tx, deps, {
    action: `application.${action}`,
    subjectId: application.id,
    tenantId: application.tenantId,
    before: { state: application.state },
    after: { state: stateAfter(action) },
  });
}
