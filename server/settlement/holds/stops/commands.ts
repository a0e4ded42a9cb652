import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { reviewHolds } from "../commands";

type Desk = Deps<OperatorScope>;

/**
 * Stops the payouts of a group until a person lets them go: those that no file carries are held at once, later ones
 * when they are made. @throws DomainError not_found, payouts_stopped when they are already
 */
export async function stopPayouts(
  deps: Desk,
  input: { payoutGroupId: string; reason: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const group = await lockGroup(tx, input.payoutGroupId);
    if (group.isStopped) throw new DomainError("payouts_stopped");
    const id = deps.newId("payoutHold");
    await tx.payoutHold.create({
      data: {
        id,
        tenantId: group.tenantId,
        payoutGroupId: input.payoutGroupId,
        reason: input.reason,
        placedBy: deps.scope.personId,
        placedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "payouts.stop",
      subjectId: input.payoutGroupId,
      tenantId: group.tenantId,
      after: { holdId: id, reason: input.reason },
    });
    await reviewHolds(sqlOfTx(tx), deps);
  });
}

/** Lets the payouts of a group go on. @throws DomainError not_found, payouts_stopped when nobody has stopped them */
export async function resumePayouts(deps: Desk, input: { payoutGroupId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const group = await lockGroup(tx, input.payoutGroupId);
    if (!group.isStopped) throw new DomainError("payouts_stopped");
    await tx.payoutHold.updateMany({
      where: { payoutGroupId: input.payoutGroupId, liftedAt: null },
      data: { liftedBy: deps.scope.personId, liftedAt: instant(deps.now) },
    });
    await recordAudit(tx, deps, {
      action: "payouts.resume",
      subjectId: input.payoutGroupId,
      tenantId: group.tenantId,
    });
    await reviewHolds(sqlOfTx(tx), deps);
  });
}

async function lockGroup(tx: Tx, payoutGroupId: string): Promise<{ tenantId: string; isStopped: boolean }> {
  const [group] = await sqlOfTx(tx)<{ tenantId: string; isStopped: boolean }>(
    `SELECT tenant_id AS "tenantId", EXISTS (SELECT 1 FROM payout_hold
       WHERE payout_group_id = payout_group.id AND lifted_at IS NULL) AS "isStopped"
     FROM payout_group WHERE id = $1 FOR UPDATE`,
    [payoutGroupId],
  );
  if (!group) throw new DomainError("not_found");
  return group;
}
