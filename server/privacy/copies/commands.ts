import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { COPY_DAYS } from "../requests/rules";

const DAY_MS = 86_400_000;

/**
 * Lets a person take the copy that was released to them, and writes down that they do.
 * @throws DomainError not_found for anything but one's own released copy within its time
 */
export async function takeCopy(
  deps: Deps<PersonScope>,
  { requestId }: { requestId: string },
): Promise<{ readonly personId: string; readonly releasedAt: Date }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const request = await tx.privacyRequest.findFirst({
      where: { id: requestId, personId, kind: "copy", state: "done" },
      select: { decidedAt: true },
    });
    const releasedAt = request?.decidedAt;
    if (!releasedAt || deps.now > releasedAt.getTime() + COPY_DAYS * DAY_MS)
      throw new DomainError("not_found");
    await recordAudit(tx, deps, { action: "privacy.take_copy", subjectId: requestId, tenantId: null });
    return { personId, releasedAt };
  });
}
