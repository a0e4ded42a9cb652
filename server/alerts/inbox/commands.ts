import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { type Delivery, type NewsKind, newsRule } from "../news/rules";

type OwnDeps = Deps<PersonScope>;

/** Marks a notice as read; reading it again changes nothing. @throws DomainError not_found */
export async function readNotice(deps: OwnDeps, { id }: { id: string }): Promise<void> {
  const { personId } = deps.scope;
  await deps.transact(async (tx) => {
    const known = await tx.notification.findFirst({
      where: { id, personId },
      select: { readAt: true, tenantId: true },
    });
    if (!known) throw new DomainError("not_found");
    if (known.readAt) return;
    await tx.notification.updateMany({
      where: { id, personId, readAt: null },
      data: { readAt: instant(deps.now) },
    });
    await recordAudit(tx, deps, {
      action: "notice.read",
      subjectId: personId,
      tenantId: null,
      after: { id },
    });
  });
}

/** Marks everything as read. @returns how many notices that were */
export async function readAllNotices(deps: OwnDeps): Promise<{ readonly read: number }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { personId, readAt: null, inInbox: true },
      data: { readAt: instant(deps.now) },
    });
    if (count > 0)
      await recordAudit(tx, deps, {
        action: "notice.read_all",
        subjectId: personId,
        tenantId: null,
        after: { read: count },
      });
    return { read: count };
  });
}

/**
 * Chooses how a kind of news reaches the person. What must be told stays as it is.
 * @throws DomainError invalid_input for a mandatory kind
 */
export async function chooseDelivery(
  deps: OwnDeps,
  { kind, ...ways }: Delivery & { readonly kind: NewsKind },
): Promise<void> {
  if (newsRule(kind).mandatory) throw new DomainError("invalid_input", { kind }, "kind");
  const { personId } = deps.scope;
  const key = { personId_kind: { personId, kind } };
  await deps.transact(async (tx) => {
    const before = await tx.notificationPreference.findUnique({
      where: key,
      select: { mail: true, inbox: true },
    });
    await tx.notificationPreference.upsert({
      where: key,
      create: { personId, kind, ...ways },
      update: ways,
      select: { kind: true },
    });
    await recordAudit(tx, deps, {
      action: "notice.choose",
      subjectId: personId,
      tenantId: null,
      before: before ? { kind, ...before } : undefined,
      after: { kind, ...ways },
    });
  });
}
