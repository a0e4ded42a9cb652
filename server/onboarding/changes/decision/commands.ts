import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { requireRole } from "../../approval/commands";
import { tellOfMove } from "../commands";
import { takeEffect } from "../effects/commands";
import { type ChangeCase, loadChangeCase, lockChange } from "../queries";
import { CHANGE_TRANSITIONS, type ChangeAction, canChange, changeBlockers } from "../rules";

type Desk = Deps<OperatorScope>;
type Ref = { readonly changeId: string };
type Seen = Ref & { readonly contentHash: string };

/**
 * The maker's half: says that exactly this change, on exactly this ground, may be approved. Who asked for it does not.
 * @throws DomainError not_found, change_state, maker_is_checker, not_permitted, application_changed,
 * application_incomplete
 */
export async function recommendChange(deps: Desk, input: Seen): Promise<void> {
  await deps.transact(async (tx) => {
    const found = await lockCase(tx, deps, input, "recommend");
    await requireRole(tx, deps.scope.personId, "review:recommend", "not_permitted");
    if (found.change.requestedBy === deps.scope.personId) throw new DomainError("maker_is_checker");
    requireSeen(found, input.contentHash);
    await move(tx, deps, found, "recommend", {
      contentHash: input.contentHash,
      makerId: deps.scope.personId,
      madeAt: instant(deps.now),
    });
  });
}

/**
 * The checker's half: a third person besides who asked and who recommended confirms exactly what was recommended, and
 * in the same transaction it takes effect. Of two tabs one wins; both must still hold their roles.
 * @throws DomainError not_found, change_state, maker_is_checker, not_permitted, recommendation_void,
 * application_changed, application_incomplete
 */
export async function approveChange(deps: Desk, input: Seen): Promise<void> {
  await deps.transact(async (tx) => {
    const found = await lockCase(tx, deps, input, "approve");
    const { change } = found;
    const checkerId = deps.scope.personId;
    if (change.makerId === null) throw new DomainError("change_state");
    if (change.makerId === checkerId || change.requestedBy === checkerId)
      throw new DomainError("maker_is_checker");
    await requireRole(tx, checkerId, "review:approve", "not_permitted");
    await requireRole(tx, change.makerId, "review:recommend", "recommendation_void");
    if (change.decidedHash !== found.contentHash) throw new DomainError("application_changed");
    requireSeen(found, input.contentHash);
    const { heldUntil } = await takeEffect(tx, deps, found);
    await move(tx, deps, found, "approve", {
      checkerId,
      checkedAt: instant(deps.now),
      closedAt: instant(deps.now),
      heldUntil,
    });
    await emitEvent(tx, deps, {
      type: "change.approved",
      tenantId: change.tenantId,
      subjectId: change.id,
      payload: { changeId: change.id, kind: change.kind },
    });
  });
}

export type ReturnedChangeItem = {
  readonly itemKey: string;
  readonly reasonCode: string;
  readonly reason: string;
};

/** Gives a change back with a reason for each named item. @throws DomainError not_found, change_state */
export async function returnChange(
  deps: Desk,
  input: Ref & { readonly items: readonly ReturnedChangeItem[] },
): Promise<void> {
  await deps.transact(async (tx) => {
    const found = await lockCase(tx, deps, input, "return");
    const known = new Map(found.requirements.map((item) => [item.key, item.contentHash]));
    if (input.items.some((item) => !known.has(item.itemKey))) throw new DomainError("not_found");
    const verdicts = input.items.map((item) => ({
      ...item,
      state: "returned",
      contentHash: known.get(item.itemKey) ?? null,
    }));
    await move(tx, deps, found, "return", { ...NOBODY, verdicts });
    await emitEvent(tx, deps, {
      type: "change.returned",
      tenantId: found.change.tenantId,
      subjectId: found.change.id,
      payload: { changeId: found.change.id, kind: found.change.kind },
    });
  });
}

/** The checker does not agree: the change waits for another recommendation. @throws DomainError not_found, change_state */
export async function sendBackChange(deps: Desk, input: Ref & { readonly reason: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const found = await lockCase(tx, deps, input, "send_back");
    await move(tx, deps, found, "send_back", { ...NOBODY, reason: input.reason });
  });
}

/** Refuses a change for good, with a reason. @throws DomainError not_found, change_state */
export async function rejectChange(deps: Desk, input: Ref & { readonly reason: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const found = await lockCase(tx, deps, input, "reject");
    await move(tx, deps, found, "reject", { reason: input.reason, closedAt: instant(deps.now) });
    await emitEvent(tx, deps, {
      type: "change.rejected",
      tenantId: found.change.tenantId,
      subjectId: found.change.id,
      payload: { changeId: found.change.id, kind: found.change.kind },
    });
  });
}

const NOBODY = { makerId: null, madeAt: null, contentHash: null } as const;

async function lockCase(tx: Tx, deps: Desk, input: Ref, action: ChangeAction): Promise<ChangeCase> {
  const change = await lockChange(tx, input.changeId);
  if (!canChange(change.state, action)) throw new DomainError("change_state");
  return loadChangeCase(tx, change, deps.now);
}

function requireSeen(found: ChangeCase, seenHash: string): void {
  if (found.contentHash !== seenHash) throw new DomainError("application_changed");
  const [blocker] = changeBlockers(found.requirements);
  if (blocker) throw new DomainError("application_incomplete", { count: 1 }, blocker.field ?? blocker.key);
}

type Written = {
  readonly contentHash?: string | null;
  readonly makerId?: string | null;
  readonly madeAt?: Date | null;
  readonly checkerId?: string;
  readonly checkedAt?: Date;
  readonly closedAt?: Date;
  readonly heldUntil?: Date | null;
  readonly reason?: string;
  readonly verdicts?: {
    itemKey: string;
    state: string;
    reasonCode: string;
    reason: string;
    contentHash: string | null;
  }[];
};

async function move(
  tx: Tx,
  deps: Desk,
  { change, contentHash }: ChangeCase,
  action: ChangeAction,
  written: Written,
): Promise<void> {
  await tx.changeRequest.update({
    where: { id: change.id },
    data: {
      ...written,
      state: CHANGE_TRANSITIONS[action].to,
      version: { increment: 1 },
      updatedAt: instant(deps.now),
    },
    select: { id: true },
  });
  const { reason, verdicts } = written;
  await tellOfMove(tx, deps, change, {
    action,
    after: { contentHash, ...(reason !== undefined && { reason }), ...(verdicts && { items: verdicts }) },
  });
}
