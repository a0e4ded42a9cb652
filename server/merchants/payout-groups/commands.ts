import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { linesOf } from "@/server/kernel/pasted-list";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { StoresMoved } from "../areas/commands";
import type { PayoutGroupName, PayoutGroupStores } from "./schema";

/**
 * A further bank account's worth of stores. It is paid nothing until an account has been registered for it, which goes
 * the way of every change of account.
 * @throws DomainError not_permitted
 */
export async function addPayoutGroup(
  deps: Deps<MerchantScope>,
  input: { readonly name: string },
): Promise<{ payoutGroupId: string }> {
  const { scope } = deps;
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
  const { tenantId } = scope;
  return deps.transact(async (tx) => {
    const payoutGroupId = deps.newId("payoutGroup");
    await tx.payoutGroup.create({
      data: {
        id: payoutGroupId,
        tenantId,
        merchantId: tenantId,
        name: input.name,
        createdAt: instant(deps.now),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "payout_group.create",
      subjectId: payoutGroupId,
      tenantId,
      after: { name: input.name },
    });
    return { payoutGroupId };
  });
}

/** Names a payout group: what statements and payouts are told apart by. @throws DomainError not_permitted, not_found */
export async function renamePayoutGroup(deps: Deps<MerchantScope>, input: PayoutGroupName): Promise<void> {
  const { scope } = deps;
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
  await deps.transact(async (tx) => {
    const before = await lockGroup(tx, scope, input.payoutGroupId);
    await tx.payoutGroup.update({
      where: { id: input.payoutGroupId },
      data: { name: input.name },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "payout_group.rename",
      subjectId: input.payoutGroupId,
      tenantId: scope.tenantId,
      before,
      after: { name: input.name },
    });
  });
}

/**
 * Pays stores to a group from the next statement on, whatever their area says. An area that is given another group, and
 * a move to another area, decide anew. @throws DomainError not_permitted, not_found for a foreign group
 */
export async function payStoresTo(deps: Deps<MerchantScope>, input: PayoutGroupStores): Promise<StoresMoved> {
  const { scope } = deps;
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
  const { tenantId } = scope;
  const { payoutGroupId } = input;
  const lines = linesOf(input.list);
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    await lockGroup(tx, scope, payoutGroupId);
    const rows = await sql<{
      id: string;
      name: string;
      store_number: string | null;
      payout_group_id: string;
    }>(
      `SELECT id, name, store_number, payout_group_id FROM store
       WHERE merchant_id = $2 AND (id = ANY($1::text[]) OR store_number = ANY($1) OR name = ANY($1))
       ORDER BY id FOR UPDATE`,
      [lines, tenantId],
    );
    const answered = new Set(rows.flatMap(({ id, name, store_number }) => [id, name, store_number ?? id]));
    const moving = rows.filter(({ payout_group_id }) => payout_group_id !== payoutGroupId);
    await sql("UPDATE store SET payout_group_id = $2 WHERE id = ANY($1::text[])", [
      moving.map(({ id }) => id),
      payoutGroupId,
    ]);
    await recordAuditSql(
      sql,
      deps,
      moving.map(({ id, payout_group_id }) => ({
        action: "store.pay_to",
        subjectId: id,
        tenantId,
        before: { payoutGroupId: payout_group_id },
        after: { payoutGroupId },
      })),
    );
    return { moved: moving.length, unknown: lines.filter((line) => !answered.has(line)) };
  });
}

async function lockGroup(tx: Tx, scope: MerchantScope, payoutGroupId: string): Promise<{ name: string }> {
  const [group] = await sqlOfTx(tx)<{ name: string }>(
    "SELECT name FROM payout_group WHERE id = $1 AND tenant_id = $2 FOR UPDATE",
    [payoutGroupId, scope.tenantId],
  );
  if (group === undefined) throw new DomainError("not_found", {}, "payoutGroupId");
  return group;
}
