import { recordAudit } from "@/server/audit/commands";
import { createCodes } from "@/server/codes/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { isOperatorRole, type Permission, roleMay } from "@/server/kernel/permissions";
import type { OperatorScope } from "@/server/kernel/scope";
import { createMerchant } from "@/server/merchants/commands";
import { listActiveWallets } from "@/server/merchants/queries";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { requestRegistrations } from "@/server/registration/commands";
import { type DeskCase, loadDeskCase } from "../checks/queries";
import { lockFor } from "../commands";
import type { ApplicationCase } from "../queries";
import { blockersOf } from "../requirements/rules";
import { stateAfter } from "../rules";
import { newMerchantOf } from "./rules";

/** What the person had before their eyes: the content of the open case, or the row of a list in its version. */
export type Seen = { readonly contentHash: string } | { readonly version: number };
export type Verdict = { readonly applicationId: string } & Seen;

/**
 * The maker's half: says that exactly this content may be approved. Bound to the content's hash.
 * @throws DomainError not_found, not_permitted, application_state, application_changed, application_incomplete
 */
export async function recommendApplication(deps: Deps<OperatorScope>, input: Verdict): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "recommend");
    await requireRole(tx, deps.scope.personId, "review:recommend", "not_permitted");
    const found = await loadDeskCase(tx, application, deps.now);
    requireUnchangedAndComplete(found, input);
    await tx.decision.create({
      data: {
        id: deps.newId("decision"),
        tenantId: application.tenantId,
        applicationId: application.id,
        outcome: "approve",
        contentHash: found.contentHash,
        evidence: evidenceText(found),
        makerId: deps.scope.personId,
        madeAt: instant(deps.now),
      },
      select: { id: true },
    });
    await advance(tx, deps, found, "recommend");
    await emitEvent(tx, deps, {
      type: "application.recommended",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id, version: application.version + 1 },
    });
  });
}

export type Approved = {
  readonly merchantId: string;
  readonly storeIds: readonly string[];
  readonly codes: string[];
};

/**
 * The checker's half: a second person confirms the recommendation of exactly this content, and in the same
 * transaction the merchant, its store, its code and its registrations come into being. Of two tabs one wins; both
 * people must still hold their roles.
 * @throws DomainError not_found, not_permitted, application_state, maker_is_checker, application_changed,
 * recommendation_void, application_incomplete
 */
export async function approveApplication(deps: Deps<OperatorScope>, input: Verdict): Promise<Approved> {
  return deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "approve");
    const checkerId = deps.scope.personId;
    const decision = await tx.decision.findFirst({
      where: { applicationId: application.id, outcome: "approve", checkerId: null },
      orderBy: { id: "desc" },
      select: { id: true, makerId: true, contentHash: true },
    });
    if (!decision) throw new DomainError("application_state");
    if (decision.makerId === checkerId) throw new DomainError("maker_is_checker");
    await requireRole(tx, checkerId, "review:approve", "not_permitted");
    await requireRole(tx, decision.makerId, "review:recommend", "recommendation_void");
    const found = await loadDeskCase(tx, application, deps.now);
    if (decision.contentHash !== found.contentHash) throw new DomainError("application_changed");
    requireUnchangedAndComplete(found, input);
    await tx.decision.update({
      where: { id: decision.id },
      data: { checkerId, checkedAt: instant(deps.now), evidence: evidenceText(found) },
      select: { id: true },
    });
    await advance(tx, deps, found, "approve");
    const created = await openMerchant(tx, deps, found);
    await emitEvent(tx, deps, {
      type: "application.approved",
      tenantId: application.tenantId,
      subjectId: application.id,
      payload: { applicationId: application.id, version: application.version + 1 },
    });
    return created;
  });
}

async function openMerchant(tx: Tx, deps: Deps<OperatorScope>, found: ApplicationCase): Promise<Approved> {
  const { tenantId, content } = found.application;
  const merchant = newMerchantOf(tenantId, content.fields, found.facts);
  const { merchantId, storeIds } = await createMerchant(tx, deps, merchant);
  const sql = sqlOfTx(tx);
  const codes = await createCodes(
    sql,
    deps,
    storeIds.map((storeId) => ({ tenantId, storeId, counterName: "" })),
  );
  const walletIds = (await listActiveWallets(tx)).map((wallet) => wallet.id);
  await requestRegistrations(sql, deps, { tenantId, storeIds, walletIds });
  return { merchantId, storeIds, codes };
}

/** What the checks said when the decision was made; names and outcomes, no personal data. */
function evidenceText({ checks, requirements }: DeskCase) {
  const states = new Map(requirements.map(({ key, state }) => [key, state]));
  return checks.map(({ name, outcome, compared, matches }) => ({
    name,
    outcome,
    settled: states.get(`check:${name}`) ?? outcome,
    edition: compared.find(({ label }) => label === "edition")?.value ?? null,
    matches: matches.map(({ listedId, strength }) => ({ listedId, strength })),
  }));
}

function requireUnchangedAndComplete(found: ApplicationCase, seen: Seen): void {
  const same =
    "version" in seen ? found.application.version === seen.version : found.contentHash === seen.contentHash;
  if (!same) throw new DomainError("application_changed");
  const [blocker] = blockersOf(found.requirements, "recommend");
  if (blocker) throw new DomainError("application_incomplete", { count: 1 }, blocker.field ?? blocker.key);
}

/**
 * The role as it is now, held until the transaction ends: a role revoked after the page was opened, or while the
 * request was under way, decides nothing.
 */
export async function requireRole(
  tx: Tx,
  personId: string,
  permission: Permission,
  refusal: "not_permitted" | "recommendation_void",
): Promise<void> {
  const rows = await sqlOfTx(tx)<{ role: string }>(
    `SELECT m.role FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.person_id = $1 AND m.tenant_id IS NULL AND m.revoked_at IS NULL AND p.blocked_at IS NULL
     FOR SHARE OF m`,
    [personId],
  );
  const holds = rows.some(({ role }) => isOperatorRole(role) && roleMay(role, permission));
  if (!holds) throw new DomainError(refusal);
}

async function advance(
  tx: Tx,
  deps: Deps<OperatorScope>,
  found: ApplicationCase,
  action: "recommend" | "approve",
): Promise<void> {
  const { id, tenantId, state } = found.application;
  const to = stateAfter(action);
  await tx.application.update({
    where: { id },
    data: {
      state: to,
      version: { increment: 1 },
      updatedAt: instant(deps.now),
      ...(action === "approve" && { closedAt: instant(deps.now) }),
    },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: `application.${action}`,
    subjectId: id,
    tenantId,
    before: { state },
    after: { state: to, contentHash: found.contentHash },
  });
}
