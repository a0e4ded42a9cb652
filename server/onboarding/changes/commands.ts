import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { listBankHolidays } from "@/server/merchants/queries";
import { ENTITY_TYPES } from "@/server/merchants/rules";
import { seal } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { Fields } from "../fields/rules";
import { reviewDueMs } from "../rules";
import { changeAad, loadChangeCase, lockChange, type StoredChange } from "./queries";
import {
  askedBy,
  CHANGE_TRANSITIONS,
  type ChangeAction,
  type ChangeKind,
  canChange,
  changeBlockers,
  OPEN_STATES,
} from "./rules";

type Owner = Deps<MerchantScope>;
type Ref = { readonly changeId: string };

/**
 * Begins a change, or finds the one of its kind that is open already: there is one at a time.
 * @throws DomainError not_found without a merchant, merchant_state once the contract has ended, invalid_input for a
 * kind that this business does not have or a group that is not its own
 */
export async function beginChange(
  deps: Owner,
  input: { readonly kind: ChangeKind; readonly payoutGroupId?: string | undefined },
): Promise<{ readonly changeId: string }> {
  return deps.transact(async (tx) => {
    const { tenantId, personId } = deps.scope;
    await requireAllowed(tx, tenantId, input.kind);
    const payoutGroupId = input.kind === "bank_account" ? await groupOf(tx, tenantId, input) : null;
    // Two tabs that begin at once find the same change.
    await sqlOfTx(tx)("SELECT pg_advisory_xact_lock(hashtext($1))::text", [`change:${tenantId}`]);
    const open = await tx.changeRequest.findFirst({
      where: { tenantId, kind: input.kind, payoutGroupId, state: { in: [...OPEN_STATES] } },
      select: { id: true },
    });
    if (open) return { changeId: open.id };
    const id = deps.newId("change");
    const sealed = seal("{}", changeAad(id));
    await tx.changeRequest.create({
      data: {
        id,
        tenantId,
        kind: input.kind,
        state: "draft",
        payoutGroupId,
        sealed: sealed.data,
        keyId: sealed.keyId,
        requestedBy: personId,
        createdAt: instant(deps.now),
        updatedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "change.begin",
      subjectId: id,
      tenantId,
      after: { kind: input.kind, payoutGroupId },
    });
    return { changeId: id };
  });
}

async function requireAllowed(tx: Tx, tenantId: string, kind: ChangeKind): Promise<void> {
  const merchant = await tx.merchant.findUnique({
    where: { id: tenantId },
    select: { entityType: true, state: true },
  });
  if (!merchant) throw new DomainError("not_found");
  // An account is changed also after the end, so that the last payout finds its way.
  if (merchant.state === "terminated" && kind !== "bank_account") throw new DomainError("merchant_state");
  const entityType = ENTITY_TYPES.find((type) => type === merchant.entityType) ?? "company";
  if (!askedBy(kind, entityType)) throw new DomainError("invalid_input", {}, "kind");
}

async function groupOf(
  tx: Tx,
  tenantId: string,
  input: { readonly payoutGroupId?: string | undefined },
): Promise<string> {
  const group = await tx.payoutGroup.findFirst({
    where: { tenantId, ...(input.payoutGroupId !== undefined && { id: input.payoutGroupId }) },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  if (!group) throw new DomainError("not_found");
  return group.id;
}

/**
 * Hands a change in, with what was typed; whoever submits it is its author. The old contact is told.
 * @param kinds the kinds that the caller's permission covers
 * @throws DomainError not_found (also for a kind that is not covered), change_state, application_incomplete naming
 * the first item that is missing
 */
export async function submitChange(
  deps: Owner,
  input: Ref & { readonly fields: Fields },
  kinds: readonly ChangeKind[],
): Promise<void> {
  await deps.transact(async (tx) => {
    const change = await lockOwn(tx, deps, input, kinds, "submit");
    const submitted: StoredChange = {
      ...change,
      fields: await onlyAsked(tx, change, input.fields),
      submissions: change.submissions + 1,
    };
    const found = await loadChangeCase(tx, submitted, deps.now);
    const blockers = changeBlockers(found.requirements).filter(({ state }) => state !== "returned");
    const [first] = blockers;
    if (first) {
      const field = first.field ?? first.key;
      throw new DomainError("application_incomplete", { count: blockers.length }, field);
    }
    const sealed = seal(JSON.stringify(submitted.fields), changeAad(change.id));
    const dueAt = instant(reviewDueMs(deps.now, await listBankHolidays(tx)));
    await tx.changeRequest.update({
      where: { id: change.id },
      data: {
        state: "submitted",
        version: { increment: 1 },
        submissions: submitted.submissions,
        sealed: sealed.data,
        keyId: sealed.keyId,
        requestedBy: deps.scope.personId,
        submittedAt: instant(deps.now),
        dueAt,
        updatedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await tellOfMove(tx, deps, change, { action: "submit", after: { contentHash: found.contentHash } });
    await emitEvent(tx, deps, {
      type: "change.submitted",
      tenantId: change.tenantId,
      subjectId: change.id,
      payload: { changeId: change.id, kind: change.kind, submission: submitted.submissions },
    });
  });
}

async function onlyAsked(tx: Tx, change: StoredChange, typed: Fields): Promise<Fields> {
  const merchant = await tx.merchant.findUnique({
    where: { id: change.tenantId },
    select: { entityType: true },
  });
  const entityType = ENTITY_TYPES.find((type) => type === merchant?.entityType) ?? "company";
  const asked = askedBy(change.kind, entityType)?.fields ?? [];
  return Object.fromEntries(asked.flatMap((key) => (typed[key] ? [[key, typed[key].trim()]] : [])));
}

/** Takes a change back before it is decided. @throws DomainError not_found, change_state */
export async function withdrawChange(deps: Owner, input: Ref, kinds: readonly ChangeKind[]): Promise<void> {
  await deps.transact(async (tx) => {
    const change = await lockOwn(tx, deps, input, kinds, "withdraw");
    await tx.changeRequest.update({
      where: { id: change.id },
      data: {
        state: "withdrawn",
        version: { increment: 1 },
        updatedAt: instant(deps.now),
        closedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await tellOfMove(tx, deps, change, { action: "withdraw" });
  });
}

async function lockOwn(
  tx: Tx,
  deps: Owner,
  input: Ref,
  kinds: readonly ChangeKind[],
  action: ChangeAction,
): Promise<StoredChange> {
  const change = await lockChange(tx, input.changeId);
  if (change.tenantId !== deps.scope.tenantId || !kinds.includes(change.kind))
    throw new DomainError("not_found");
  if (!canChange(change.state, action)) throw new DomainError("change_state");
  return change;
}

/** The audit event of a move from one state to the next, for both sides. */
export async function tellOfMove(
  tx: Tx,
  deps: Pick<Deps, "actor" | "requestId" | "now" | "newId">,
  change: StoredChange,
  move: { readonly action: ChangeAction; readonly after?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await recordAudit(tx, deps, {
    action: `change.${move.action}`,
    subjectId: change.id,
    tenantId: change.tenantId,
    before: { state: change.state },
    after: { state: CHANGE_TRANSITIONS[move.action].to, kind: change.kind, ...move.after },
  });
}
