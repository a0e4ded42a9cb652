import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";

/** Keeps filters under a name; the same name of the same person is written over. */
export async function saveView(
  deps: Deps<OperatorScope>,
  input: { readonly name: string; readonly query: string; readonly shared: boolean },
): Promise<{ readonly viewId: string }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const { id } = await tx.savedView.upsert({
      where: { personId_name: { personId, name: input.name } },
      create: { id: deps.newId("savedView"), personId, createdAt: instant(deps.now), ...input },
      update: { query: input.query, shared: input.shared },
      select: { id: true },
    });
    await recordAudit(tx, deps, { action: "view.save", subjectId: id, tenantId: null, after: input });
    return { viewId: id };
  });
}

/** Removes a view of one's own. @throws DomainError not_found */
export async function removeView(
  deps: Deps<OperatorScope>,
  input: { readonly viewId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const { count } = await tx.savedView.deleteMany({
      where: { id: input.viewId, personId: deps.scope.personId },
    });
    if (count === 0) throw new DomainError("not_found");
    await recordAudit(tx, deps, { action: "view.remove", subjectId: input.viewId, tenantId: null });
  });
}
