import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { MAX_VIEWS } from "./schema";

/** Keeps a view of the queue under a name; the same name again replaces it. @throws DomainError too_large */
export async function saveView(
  deps: Deps<OperatorScope>,
  input: { readonly name: string; readonly query: string },
): Promise<{ readonly viewId: string }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const kept = await tx.reviewView.count({ where: { personId, name: { not: input.name } } });
    if (kept >= MAX_VIEWS) throw new DomainError("too_large");
    const { id } = await tx.reviewView.upsert({
      where: { personId_name: { personId, name: input.name } },
      create: { ...input, id: deps.newId("reviewView"), personId, createdAt: instant(deps.now) },
      update: { query: input.query },
      select: { id: true },
    });
    await recordAudit(tx, deps, { action: "review_view.save", subjectId: id, tenantId: null, after: input });
    return { viewId: id };
  });
}

/** Forgets one of the person's own views. @throws DomainError not_found */
export async function removeView(
  deps: Deps<OperatorScope>,
  input: { readonly viewId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const { count } = await tx.reviewView.deleteMany({
      where: { id: input.viewId, personId: deps.scope.personId },
    });
    if (count === 0) throw new DomainError("not_found");
    await recordAudit(tx, deps, { action: "review_view.remove", subjectId: input.viewId, tenantId: null });
  });
}
