import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** One time that support looked at the merchant's screens. Instants are epoch milliseconds of wall time. */
export type PastView = {
  readonly viewId: string;
  readonly reason: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

/** The latest looks of support at the scope's tenant, for its own people. */
export async function listViews(tx: Tx, scope: MerchantScope): Promise<PastView[]> {
  const rows = await tx.supportView.findMany({
    where: { tenantId: scope.tenantId },
    orderBy: { startedAt: "desc" },
    take: 10,
    select: { id: true, reason: true, startedAt: true, endsAt: true, endedAt: true },
  });
  return rows.map(({ id, reason, startedAt, endsAt, endedAt }) => ({
    viewId: id,
    reason,
    startedAtMs: startedAt.getTime(),
    endedAtMs: (endedAt ?? endsAt).getTime(),
  }));
}
