import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** A person's own views, and those that others share, by name. */
export async function listViews(tx: Tx, scope: OperatorScope) {
  const views = await tx.savedView.findMany({
    where: { OR: [{ personId: scope.personId }, { shared: true }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 100,
    select: { id: true, name: true, query: true, shared: true, personId: true },
  });
  return views.map(({ personId, ...view }) => ({ ...view, own: personId === scope.personId }));
}
