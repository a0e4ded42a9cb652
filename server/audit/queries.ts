import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { idFloor } from "@/server/kernel/ids";
import type { OperatorScope } from "@/server/kernel/scope";
import { DecryptionError, openForSubject, unwrapSubjectKey } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { auditAad, ERASED_KEY_ID } from "./commands";
import { readAnchors } from "./gateway";
import type { ListAudit } from "./schema";
import { type AuditReport, verifyAudit } from "./seal/queries";

/** A line of the log, without what was sealed. */
export type AuditLine = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly actorId: string;
  readonly actorKind: string;
  readonly action: string;
  readonly subjectId: string;
  readonly changedFields: readonly string[];
  readonly occurredAt: Date;
};

export type AuditPage = { readonly lines: readonly AuditLine[]; readonly nextCursor: string | null };

const LINE = {
  id: true,
  tenantId: true,
  actorId: true,
  actorKind: true,
  action: true,
  subjectId: true,
  changedFields: true,
  occurredAt: true,
} as const;

/** Newest first, by keyset on the id. */
export async function listAudit(tx: Tx, _scope: OperatorScope, args: ListAudit): Promise<AuditPage> {
  const { cursor, limit, subjectId, actorId, tenantId, action, fromMs, untilMs } = args;
  const until = untilMs === undefined ? undefined : idFloor("audit", untilMs);
  // Ids are time, so a span of time is a span of ids, and of partitions.
  const before = [cursor, until].filter((id) => id !== undefined).sort()[0];
  const found = await tx.auditEvent.findMany({
    where: {
      subjectId,
      actorId,
      tenantId,
      ...(action && { action: { startsWith: action } }),
      id: { lt: before, gte: fromMs === undefined ? undefined : idFloor("audit", fromMs) },
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: LINE,
  });
  const lines = found.slice(0, limit);
  return { lines, nextCursor: found.length > limit ? (lines.at(-1)?.id ?? null) : null };
}

/** One event with what its subject was before and after; null when the subject has been erased. */
export type AuditDetail = AuditLine & {
  readonly requestId: string;
  readonly states: { readonly before: unknown; readonly after: unknown } | null;
};

/** @throws DomainError not_found */
export async function getAuditEvent(
  tx: Tx,
  _scope: OperatorScope,
  args: { id: string },
): Promise<AuditDetail> {
  const event = await tx.auditEvent.findUnique({
    where: { id: args.id },
    select: { ...LINE, requestId: true, sealed: true },
  });
  if (!event) throw new DomainError("not_found");
  const { sealed, ...line } = event;
  return {
    ...line,
    states: sealed ? await openStates(tx, { id: line.id, subjectId: line.subjectId, sealed }) : null,
  };
}

const storedStates = z.object({ before: z.unknown(), after: z.unknown() });

type SealedStates = { readonly id: string; readonly subjectId: string; readonly sealed: Uint8Array };

async function openStates(tx: Tx, event: SealedStates): Promise<AuditDetail["states"]> {
  const key = await tx.auditSubjectKey.findUnique({
    where: { subjectId: event.subjectId },
    select: { wrapped: true, keyId: true },
  });
  if (!key || key.keyId === ERASED_KEY_ID) return null;
  try {
    const opened = openForSubject(
      unwrapSubjectKey(key.wrapped, event.subjectId),
      event.sealed,
      auditAad(event.id),
    );
    return storedStates.parse(JSON.parse(Buffer.from(opened).toString("utf8")));
  } catch (error) {
    // A row that was tampered with is shown without its states; `audit verify` is what names it.
    if (error instanceof DecryptionError) return null;
    throw error;
  }
}

/** Hashes the whole log again, as `noren audit verify` does. */
export async function verifyLog(deps: Deps<OperatorScope>): Promise<AuditReport> {
  return deps.transact((tx) => verifyAudit(sqlOfTx(tx), readAnchors(env().anchorFile)));
}
