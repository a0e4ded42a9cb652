import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { ApplicationCase } from "../queries";
import { mayJudge } from "./rules";

export type NewVerdict = {
  readonly itemKey: string;
  readonly state: "accepted" | "returned" | "waived";
  readonly reasonCode: string | null;
  readonly reason: string | null;
};

/** The verdict that needs no reason. */
export function accepted(itemKey: string): NewVerdict {
  return { itemKey, state: "accepted", reasonCode: null, reason: null };
}

/**
 * Writes a reviewer's word on one item, bound to the content that the item has in this transaction; the caller holds
 * the lock on the application and writes the audit row.
 * @throws DomainError not_found for an item that is not asked for, or that cannot be judged so
 */
export async function writeVerdict(
  tx: Tx,
  deps: Deps<OperatorScope>,
  { application, requirements }: Pick<ApplicationCase, "application" | "requirements">,
  given: NewVerdict,
): Promise<void> {
  const item = requirements.find(({ key }) => key === given.itemKey);
  if (!item || !mayJudge(item, given.state)) throw new DomainError("not_found");
  const verdict = {
    state: given.state,
    reasonCode: given.reasonCode,
    reason: given.reason,
    contentHash: item.contentHash,
    decidedBy: deps.scope.personId,
    decidedAt: instant(deps.now),
    resolvedAt: null,
  };
  await tx.reviewItem.upsert({
    where: { applicationId_itemKey: { applicationId: application.id, itemKey: item.key } },
    create: {
      ...verdict,
      id: deps.newId("reviewItem"),
      tenantId: application.tenantId,
      applicationId: application.id,
      itemKey: item.key,
    },
    update: verdict,
    select: { id: true },
  });
}
