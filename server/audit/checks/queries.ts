import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** A verification of the log: waiting or under way while `finishedAt` is null. */
export type AuditCheckLine = {
  readonly id: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly ok: boolean | null;
  readonly rows: number | null;
  readonly sealed: number | null;
  readonly firstBroken: string | null;
  readonly problem: string | null;
};

/** The newest verification, or null before the first. */
export async function findLastCheck(tx: Tx, _scope: OperatorScope): Promise<AuditCheckLine | null> {
  return tx.auditCheck.findFirst({
    orderBy: { id: "desc" },
    select: {
      id: true,
      requestedAt: true,
      finishedAt: true,
      ok: true,
      rows: true,
      sealed: true,
      firstBroken: true,
      problem: true,
    },
  });
}
