import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

export type SavedView = { readonly id: string; readonly name: string; readonly query: string };

/** The person's own views, oldest first. */
export async function listViews(tx: Tx, scope: OperatorScope): Promise<SavedView[]> {
  return tx.reviewView.findMany({
    where: { personId: scope.personId },
    orderBy: { id: "asc" },
    select: { id: true, name: true, query: true },
  });
}
