import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** The files of the network as they came, the newest first. */
export async function listReports(tx: Tx, _scope: OperatorScope, args: { readonly limit: number }) {
  return tx.networkReport.findMany({
    orderBy: { id: "desc" },
    take: args.limit,
    select: {
      id: true,
      kind: true,
      clearingOn: true,
      seq: true,
      fileName: true,
      state: true,
      rows: true,
      matched: true,
      differing: true,
      source: true,
      receivedAt: true,
    },
  });
}
