import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, type SystemScope, scopeHasStore } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { createCode, type WriteDeps } from "../commands";
import {
  type CodeFormat,
  type CodeState,
  canTransition,
  graceOf,
  type ReplaceReason,
  toCodeFormat,
  toCodeState,
} from "../rules";

const DAY_MS = 86_400_000;

type Held = {
  readonly id: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly counterName: string;
  readonly state: CodeState;
  readonly format: CodeFormat;
  readonly retireAt: Date | null;
  readonly jpqrId: string | null;
};

type HeldRow = {
  id: string;
  tenant_id: string;
  store_id: string;
  counter_name: string;
  state: string;
  format: string;
  retire_at: Date | null;
  jpqr_id: string | null;
};

async function lockCode(tx: Tx, codeId: string): Promise<Held> {
  const [row] = await sqlOfTx(tx)<HeldRow>(
    `SELECT id, tenant_id, store_id, counter_name, state, format, retire_at, jpqr_id
     FROM code WHERE id = $1 FOR UPDATE`,
    [codeId],
  );
  if (!row) throw new DomainError("not_found");
  return {
    id: row.id,
    tenantId: row.tenant_id,
    storeId: row.store_id,
    counterName: row.counter_name,
    state: toCodeState(row.state),
    format: toCodeFormat(row.format),
    retireAt: row.retire_at,
    jpqrId: row.jpqr_id,
  };
}

/** The code under a lock; one of another tenant, or of a store outside the scope, is answered as unknown. */
async function lockOwnCode(tx: Tx, scope: MerchantScope, codeId: string): Promise<Held> {
  const code = await lockCode(tx, codeId);
  if (code.tenantId !== scope.tenantId || !scopeHasStore(scope, code.storeId))
    throw new DomainError("not_found");
  return code;
}

type Move = {
  readonly to: CodeState;
  readonly action: AuditAction;
  /** Until when the code takes payments; null while that is open. */
  readonly retireAt: Date | null;
};

async function moveCode(tx: Tx, deps: WriteDeps, code: Held, move: Move): Promise<void> {
  if (!canTransition(code.state, move.to)) throw new DomainError("code_state");
  const { to, action, retireAt } = move;
  await tx.code.update({
    where: { id: code.id },
    data: { state: to, retireAt, updatedAt: instant(deps.now) },
    select: { id: true },
  });
  if (retireAt !== null) {
    await tx.posterEdition.updateMany({
      where: { codeId: code.id, OR: [{ revokedAt: null }, { revokedAt: { gt: retireAt } }] },
      data: { revokedAt: retireAt },
    });
  }
  await recordAudit(tx, deps, {
    action,
    subjectId: code.id,
    tenantId: code.tenantId,
    before: { state: code.state, retireAt: code.retireAt?.toISOString() ?? null },
    after: { state: to, retireAt: retireAt?.toISOString() ?? null },
  });
}

type CodeEvent = "code.paused" | "code.resumed" | "code.revoked";

async function changeState(
  deps: Deps<MerchantScope>,
  codeId: string,
  change: Move & { readonly event: CodeEvent },
): Promise<void> {
  await deps.transact(async (tx) => {
    const code = await lockOwnCode(tx, deps.scope, codeId);
    await moveCode(tx, deps, code, change);
    const { id, tenantId, storeId } = code;
    const payload = { codeId: id, storeId };
    await emitEvent(tx, deps, { type: change.event, tenantId, subjectId: id, payload });
  });
}

/** Ends a code for good and at once: the next payment at it is refused. @throws DomainError not_found, code_state */
export async function revokeCode(deps: Deps<MerchantScope>, input: { readonly code: string }): Promise<void> {
  const move = { to: "retired", action: "code.revoke", retireAt: instant(deps.now) } as const;
  await changeState(deps, input.code, { ...move, event: "code.revoked" });
}

/** Takes no payments until it is resumed: a counter that is closed. @throws DomainError not_found, code_state */
export async function pauseCode(deps: Deps<MerchantScope>, input: { readonly code: string }): Promise<void> {
  const move = { to: "paused", action: "code.pause", retireAt: null } as const;
  await changeState(deps, input.code, { ...move, event: "code.paused" });
}

/** Takes payments again. @throws DomainError not_found, code_state */
export async function resumeCode(deps: Deps<MerchantScope>, input: { readonly code: string }): Promise<void> {
  const move = { to: "active", action: "code.resume", retireAt: null } as const;
  await changeState(deps, input.code, { ...move, event: "code.resumed" });
}

/**
 * Gives the counter a new code and lets the old poster work for some days more, so that shops can swap the paper
 * without losing a sale. A paused code gets no grace: it took no payments anyway; nor does one whose poster is lost.
 * @returns the new code @throws DomainError not_found, code_state
 */
export async function reissueCode(
  deps: Deps<MerchantScope>,
  input: { readonly code: string; readonly graceDays: number; readonly reason?: ReplaceReason },
): Promise<{ code: string }> {
  return deps.transact(async (tx) => {
    const old = await lockOwnCode(tx, deps.scope, input.code);
    if (old.state !== "active" && old.state !== "paused") throw new DomainError("code_state");
    const reason = input.reason ?? "exchange";
    const graceDays = graceOf(reason, old.state, input.graceDays);
    const grace = graceDays > 0;
    const endMs = deps.now + graceDays * DAY_MS;
    const { tenantId, storeId, counterName, format, jpqrId } = old;
    const { codeId } = await createCode(tx, deps, {
      tenantId,
      storeId,
      counterName,
      format,
      jpqrId,
      replacesId: old.id,
    });
    const to = grace ? "retiring" : "retired";
    const action = reason === "lost" ? "code.lost" : "code.reissue";
    await moveCode(tx, deps, old, { to, action, retireAt: instant(endMs) });
    await emitEvent(tx, deps, {
      type: grace ? "code.grace_ended" : "code.revoked",
      tenantId,
      subjectId: old.id,
      payload: { codeId: old.id, storeId },
      availableAtMs: endMs,
    });
    return { code: codeId };
  });
}

/**
 * Writes down that a grace period is over. Payments ended with the instant itself, so this may come late, and it may
 * come twice.
 */
export async function retireCode(deps: Deps<SystemScope>, input: { readonly code: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const code = await lockCode(tx, input.code);
    if (code.state !== "retiring" || code.retireAt === null || code.retireAt > instant(deps.now)) return;
    await moveCode(tx, deps, code, { to: "retired", action: "code.retire", retireAt: code.retireAt });
  });
}

/** Names the counter and chooses what its poster shows; posters printed before are no longer the current edition.
 * @throws DomainError not_found, code_state */
export async function configureCode(
  deps: Deps<MerchantScope>,
  input: { readonly code: string; readonly counterName: string; readonly format: CodeFormat },
): Promise<void> {
  await deps.transact(async (tx) => {
    const code = await lockOwnCode(tx, deps.scope, input.code);
    if (code.state === "retired" || code.state === "retiring") throw new DomainError("code_state");
    const { counterName, format } = input;
    if (code.counterName === counterName && code.format === format) return;
    const now = instant(deps.now);
    await tx.code.update({
      where: { id: code.id },
      data: { counterName, format, updatedAt: now },
      select: { id: true },
    });
    await tx.posterEdition.updateMany({
      where: { codeId: code.id, revokedAt: null },
      data: { revokedAt: now },
    });
    await recordAudit(tx, deps, {
      action: "code.configure",
      subjectId: code.id,
      tenantId: code.tenantId,
      before: { counterName: code.counterName, format: code.format },
      after: { counterName, format },
    });
  });
}

/**
 * For a poster that is torn or faded: the code stays, and the next print of every format is a new edition, so that the
 * old sheet is told from it. @throws DomainError not_found, code_state
 */
export async function renewPosters(
  deps: Deps<MerchantScope>,
  input: { readonly code: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const code = await lockOwnCode(tx, deps.scope, input.code);
    if (code.state === "retired" || code.state === "retiring") throw new DomainError("code_state");
    const ended = await tx.posterEdition.updateMany({
      where: { codeId: code.id, revokedAt: null },
      data: { revokedAt: instant(deps.now) },
    });
    await recordAudit(tx, deps, {
      action: "code.damaged",
      subjectId: code.id,
      tenantId: code.tenantId,
      after: { endedEditions: ended.count },
    });
  });
}
