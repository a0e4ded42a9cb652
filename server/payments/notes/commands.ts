import { recordAudit } from "@/server/audit/commands";
import { notifyLive } from "@/server/events/live/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { NotePaymentInput } from "../schema";

/**
 * Ties a payment to the shop's own bill and keeps a remark beside it. Both texts are replaced; empty ones clear them.
 * @throws DomainError not_found, also for a payment of others
 */
export async function notePayment(deps: Deps<MerchantScope>, input: NotePaymentInput): Promise<void> {
  const { tenantId, personId } = deps.scope;
  const { paymentId, billNumber, note } = input;
  await deps.transact(async (tx) => {
    const payment = await tx.payment.findFirst({
      where: { id: paymentId, tenantId },
      select: { storeId: true },
    });
    if (!payment || !scopeHasStore(deps.scope, payment.storeId)) throw new DomainError("not_found");
    const before = await tx.paymentNote.findUnique({
      where: { paymentId },
      select: { billNumber: true, note: true },
    });
    if ((before?.billNumber ?? "") === billNumber && (before?.note ?? "") === note) return;
    const after = { billNumber, note, notedBy: personId, notedAt: instant(deps.now) };
    await tx.paymentNote.upsert({
      where: { paymentId },
      create: { paymentId, tenantId, storeId: payment.storeId, ...after },
      update: after,
      select: { paymentId: true },
    });
    await recordAudit(tx, deps, {
      action: "payment.note",
      subjectId: paymentId,
      tenantId,
      before: before ?? undefined,
      after: { billNumber, note },
    });
    await notifyLive(sqlOfTx(tx), { tenantIds: [tenantId], kinds: ["payments"] });
  });
}
