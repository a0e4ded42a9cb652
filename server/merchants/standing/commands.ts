import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { emitEvent, emitEventsSql } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { canTransition } from "../rules";
import { type FinalBalance, STATE_AFTER, type StandingAction } from "./rules";

type Desk = Deps<OperatorScope>;
type OfMerchant = { readonly merchantId: string };
type OfStore = { readonly storeId: string };
type Because = { readonly reason: string };

/** Stops a merchant from taking payments at once; refunds stay possible. @throws DomainError not_found, merchant_state */
export async function suspendMerchant(deps: Desk, input: OfMerchant & Because): Promise<void> {
  await deps.transact((tx) => moveMerchant(tx, deps, { ...input, action: "suspend" }));
}

/** Lets a suspended merchant take payments again. @throws DomainError not_found, merchant_state */
export async function resumeMerchant(deps: Desk, input: OfMerchant): Promise<void> {
  await deps.transact((tx) => moveMerchant(tx, deps, { ...input, action: "resume", reason: null }));
}

/**
 * Ends a contract for good: no code of the merchant takes money any more, its stores end with it, and the next close
 * of a day makes the final statement, whose balance is paid out or withheld as said here. Refunds stay possible.
 * @throws DomainError not_found, merchant_state
 */
export async function terminateMerchant(
  deps: Desk,
  input: OfMerchant & Because & { readonly balance: FinalBalance },
): Promise<void> {
  await deps.transact(async (tx) => {
    await moveMerchant(tx, deps, { ...input, action: "terminate" });
    await tx.store.updateMany({
      where: { merchantId: input.merchantId, state: { not: "terminated" } },
      data: { state: "terminated", terminatedAt: instant(deps.now), terminatedReason: input.reason },
    });
  });
}

/** Stops one store from taking payments at once. @throws DomainError not_found, store_state */
export async function suspendStore(deps: Desk, input: OfStore & Because): Promise<void> {
  await deps.transact((tx) => moveStore(tx, deps, { ...input, action: "suspend" }));
}

/** Lets a suspended store take payments again. @throws DomainError not_found, store_state */
export async function resumeStore(deps: Desk, input: OfStore): Promise<void> {
  await deps.transact((tx) => moveStore(tx, deps, { ...input, action: "resume", reason: null }));
}

/** Closes one store for good; the merchant goes on. @throws DomainError not_found, store_state */
export async function terminateStore(deps: Desk, input: OfStore & Because): Promise<void> {
  await deps.transact((tx) => moveStore(tx, deps, { ...input, action: "terminate" }));
}

type Move = { readonly action: StandingAction; readonly reason: string | null };

async function moveMerchant(
  tx: Tx,
  deps: Desk,
  move: OfMerchant & Move & { readonly balance?: FinalBalance },
): Promise<void> {
  const { merchantId, action, reason, balance } = move;
  const [row] = await sqlOfTx(tx)<{ state: string; tenant_id: string }>(
    "SELECT state, tenant_id FROM merchant WHERE id = $1 FOR UPDATE",
    [merchantId],
  );
  if (!row) throw new DomainError("not_found");
  const to = STATE_AFTER[action];
  if (!canTransition(row.state, to)) throw new DomainError("merchant_state");
  await tx.merchant.update({
    where: { id: merchantId },
    data: {
      state: to,
      ...reasons(deps, { action, reason }),
      ...(balance !== undefined && { finalBalance: balance }),
    },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: `merchant.${action}`,
    subjectId: merchantId,
    tenantId: row.tenant_id,
    before: { state: row.state },
    after: { state: to, reason, ...(balance !== undefined && { balance }) },
  });
  const type = ({ suspend: "suspended", resume: "resumed", terminate: "terminated" } as const)[action];
  await emitEvent(tx, deps, {
    type: `merchant.${type}`,
    tenantId: row.tenant_id,
    subjectId: merchantId,
    payload: { merchantId },
  });
}

async function moveStore(tx: Tx, deps: Desk, move: OfStore & Move): Promise<void> {
  const { storeId, action, reason } = move;
  const [row] = await sqlOfTx(tx)<{ state: string; tenant_id: string; merchant_state: string }>(
    `SELECT store.state, store.tenant_id, merchant.state AS merchant_state
     FROM store JOIN merchant ON merchant.id = store.merchant_id WHERE store.id = $1 FOR UPDATE OF store`,
    [storeId],
  );
  if (!row) throw new DomainError("not_found");
  const to = STATE_AFTER[action];
  const ended = row.merchant_state === "terminated";
  if (ended || !canTransition(row.state, to)) throw new DomainError("store_state");
  await tx.store.update({
    where: { id: storeId },
    data: { state: to, ...reasons(deps, { action, reason }) },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: `store.${action}`,
    subjectId: storeId,
    tenantId: row.tenant_id,
    before: { state: row.state },
    after: { state: to, reason },
  });
  const type = ({ suspend: "suspended", resume: "resumed", terminate: "terminated" } as const)[action];
  await emitEvent(tx, deps, {
    type: `store.${type}`,
    tenantId: row.tenant_id,
    subjectId: storeId,
    payload: { storeId },
  });
}

/** A suspension's reason goes with the suspension; the reason of an end stays. */
function reasons(deps: Desk, { action, reason }: Move) {
  if (action !== "terminate") return { suspendedReason: reason };
  return { suspendedReason: null, terminatedReason: reason, terminatedAt: instant(deps.now) };
}

/** What became of one of many: `done`, or why not. */
export type StandingOutcome = {
  readonly merchantId: string;
  readonly outcome: "done" | "not_found" | "merchant_state";
  readonly before: { readonly state: string; readonly reason: string | null };
};

/**
 * Suspends or resumes many merchants in one transaction and a handful of statements. Whoever may not go that way is
 * left as it is and named; the others are moved.
 */
export async function moveMerchants(
  tx: Tx,
  deps: Desk,
  move: {
    readonly merchantIds: readonly string[];
    readonly action: "suspend" | "resume";
    readonly reason: string | null;
  },
): Promise<StandingOutcome[]> {
  const sql = sqlOfTx(tx);
  const rows = await sql<{ id: string; state: string; reason: string | null }>(
    "SELECT id, state, suspended_reason AS reason FROM merchant WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE",
    [move.merchantIds],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const to = STATE_AFTER[move.action];
  const outcomes = move.merchantIds.map((merchantId): StandingOutcome => {
    const row = known.get(merchantId);
    const before = { state: row?.state ?? "", reason: row?.reason ?? null };
    if (row === undefined) return { merchantId, outcome: "not_found", before };
    return { merchantId, outcome: canTransition(row.state, to) ? "done" : "merchant_state", before };
  });
  const moved = outcomes.filter(({ outcome }) => outcome === "done");
  await sql("UPDATE merchant SET state = $2, suspended_reason = $3 WHERE id = ANY($1::text[])", [
    moved.map(({ merchantId }) => merchantId),
    to,
    move.reason,
  ]);
  await recordAuditSql(
    sql,
    deps,
    moved.map(({ merchantId, before }) => ({
      action: `merchant.${move.action}`,
      subjectId: merchantId,
      tenantId: merchantId,
      before: { state: before.state },
      after: { state: to, reason: move.reason },
    })),
  );
  const type = move.action === "suspend" ? ("merchant.suspended" as const) : ("merchant.resumed" as const);
  await emitEventsSql(
    sql,
    deps,
    moved.map(({ merchantId }) => ({
      type,
      tenantId: merchantId,
      subjectId: merchantId,
      payload: { merchantId },
    })),
  );
  return outcomes;
}
