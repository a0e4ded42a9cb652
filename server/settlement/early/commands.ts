import { recordAudit } from "@/server/audit/commands";
import { notifyLive } from "@/server/events/live/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { listEarlyPayouts } from "./queries";

type OwnDeps = Deps<MerchantScope>;

/**
 * Asks for a payout group to be paid before its period ends. The next close of a day closes it for the contract's price,
 * which is kept as it is now; nothing is charged when nothing is owed by then, or when the period ends anyway.
 * @throws DomainError not_found, merchant_state, early_payout_not_offered, early_payout_open when it is asked for already
 */
export async function requestEarlyPayout(
  deps: OwnDeps,
  input: { payoutGroupId: string },
): Promise<{ requestId: string }> {
  const { tenantId, personId } = deps.scope;
  return deps.transact(async (tx) => {
    const merchant = await tx.merchant.findUnique({ where: { id: tenantId }, select: { state: true } });
    const { groups } = await listEarlyPayouts(tx, deps.scope, deps.now);
    const group = groups.find((one) => one.payoutGroupId === input.payoutGroupId);
    if (!merchant || !group) throw new DomainError("not_found");
    if (merchant.state !== "active") throw new DomainError("merchant_state");
    if (group.priceMinor === null) throw new DomainError("early_payout_not_offered");
    const id = deps.newId("earlyPayout");
    // Two clicks at once: the second finds the wish of the first.
    const made = await sqlOfTx(tx)<{ id: string }>(
      `INSERT INTO early_payout (id, tenant_id, payout_group_id, state, fee_minor, requested_by, requested_at)
       VALUES ($1, $2, $3, 'requested', $4, $5, $6)
       ON CONFLICT (payout_group_id) WHERE state = 'requested' DO NOTHING RETURNING id`,
      [id, tenantId, input.payoutGroupId, group.priceMinor, personId, instant(deps.now)],
    );
    if (made.length === 0) throw new DomainError("early_payout_open");
    await recordAudit(tx, deps, {
      action: "early_payout.request",
      subjectId: id,
      tenantId,
      after: { payoutGroupId: input.payoutGroupId, feeMinor: `${group.priceMinor}` },
    });
    await notifyLive(sqlOfTx(tx), { tenantIds: [tenantId], kinds: ["payouts"] });
    return { requestId: id };
  });
}

/** Takes the wish back, as long as no close has met it. @throws DomainError not_found */
export async function withdrawEarlyPayout(deps: OwnDeps, input: { payoutGroupId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const ended = await tx.earlyPayout.updateManyAndReturn({
      where: { tenantId: deps.scope.tenantId, payoutGroupId: input.payoutGroupId, state: "requested" },
      data: { state: "withdrawn", endedAt: instant(deps.now) },
      select: { id: true },
    });
    const [row] = ended;
    if (!row) throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "early_payout.withdraw",
      subjectId: row.id,
      tenantId: deps.scope.tenantId,
      after: { state: "withdrawn" },
    });
    await notifyLive(sqlOfTx(tx), { tenantIds: [deps.scope.tenantId], kinds: ["payouts"] });
  });
}
