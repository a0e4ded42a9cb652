import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { idFloor } from "@/server/kernel/ids";
import type { OperatorScope } from "@/server/kernel/scope";
import { DecryptionError, openForSubject, unwrapSubjectKey } from "@/server/platform/crypto";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { auditAad, ERASED_KEY_ID } from "./commands";
import type { ListAudit } from "./schema";

/** A line of the log, without what was sealed. */
export type AuditLine = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly actorId: string;
  readonly actorKind: string;
  /** The person's name, or their address while they have none; null for processes and erased people. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectId: string;
  readonly changedFields: readonly string[];
  readonly occurredAt: Date;
};

export type AuditPage = { readonly lines: readonly AuditLine[]; readonly nextCursor: string | null };

/** Actions and actors that one search looks for at most, each by its own index range. */
const MOST_RANGES = 100;

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

const COLUMNS = `id, tenant_id AS "tenantId", actor_id AS "actorId", actor_kind AS "actorKind", action,
  subject_id AS "subjectId", changed_fields AS "changedFields", occurred_at AS "occurredAt"`;

/** Newest first, by keyset on the id; who acted is named. */
export async function listAudit(tx: Tx, _scope: OperatorScope, args: ListAudit): Promise<AuditPage> {
  const sql = sqlOfTx(tx);
  const actions = args.action ? await matchingActions(sql, args.action) : undefined;
  const actorIds = args.actor ? await matchingActors(sql, args.actor) : undefined;
  const found = await readLines(sql, { ...args, actions, actorIds });
  const lines = await withNames(sql, found.slice(0, args.limit));
  return { lines, nextCursor: found.length > args.limit ? (lines.at(-1)?.id ?? null) : null };
}

type Ranges = ListAudit & {
  readonly actions: readonly string[] | undefined;
  readonly actorIds: readonly string[] | undefined;
};

/**
 * Reads one range of an index per actor or action and merges their heads: a rare action in a log of a billion rows
 * is found without reading the rest.
 */
async function readLines(sql: Sql, args: Ranges): Promise<Unnamed[]> {
  const { cursor, limit, subjectId, tenantId, actions, actorIds } = args;
  const until = args.untilMs === undefined ? undefined : idFloor("audit", args.untilMs);
  // Ids are time, so a span of time is a span of ids, and of partitions.
  const before = [cursor, until].filter((id) => id !== undefined).sort()[0] ?? null;
  const from = args.fromMs === undefined ? null : idFloor("audit", args.fromMs);
  const [column, values] = actorIds
    ? ["actor_id", actorIds]
    : subjectId === undefined && tenantId === undefined && actions
      ? ["action", actions]
      : ["NULL", [null]];
  return sql<Unnamed>(
    `SELECT line.* FROM unnest($1::text[]) AS range(value) CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM audit_event
       WHERE ${column === "NULL" ? "true" : `${column} = range.value`}
         ${before === null ? "AND $2::text IS NULL" : "AND id < $2"}
         ${from === null ? "AND $3::text IS NULL" : "AND id >= $3"}
         ${subjectId === undefined ? "AND $4::text IS NULL" : "AND subject_id = $4"}
         ${tenantId === undefined ? "AND $5::text IS NULL" : "AND tenant_id = $5"}
         ${actions === undefined ? "AND $6::text[] IS NULL" : "AND action = ANY($6::text[])"}
       ORDER BY id DESC LIMIT $7
     ) AS line ORDER BY line.id DESC LIMIT $7`,
    [values, before, from, subjectId ?? null, tenantId ?? null, actions ?? null, limit + 1],
  );
}

/** The actions that begin so: there are some hundred in all, read from the index without touching the rows. */
async function matchingActions(sql: Sql, prefix: string): Promise<string[]> {
  const rows = await sql<{ action: string }>(
    `WITH RECURSIVE known(action) AS (
       (SELECT action FROM audit_event ORDER BY action LIMIT 1)
       UNION ALL
       SELECT (SELECT e.action FROM audit_event e WHERE e.action > known.action ORDER BY e.action LIMIT 1)
       FROM known WHERE known.action IS NOT NULL
     )
     SELECT action FROM known WHERE starts_with(action, $1) LIMIT ${MOST_RANGES}`,
    [prefix],
  );
  return rows.map(({ action }) => action);
}

/** The people whose address or name begins so, and the number itself, which may be a process's. */
async function matchingActors(sql: Sql, text: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT id FROM person WHERE email = lower($1) OR starts_with(email, lower($1)) OR starts_with(name, $1)
     ORDER BY id LIMIT ${MOST_RANGES}`,
    [text],
  );
  return [...new Set([text, ...rows.map(({ id }) => id)])];
}

type Unnamed = Omit<AuditLine, "actorName">;

async function withNames(sql: Sql, lines: readonly Unnamed[]): Promise<AuditLine[]> {
  const ids = [
    ...new Set(lines.filter(({ actorKind }) => actorKind === "person").map(({ actorId }) => actorId)),
  ];
  const people =
    ids.length === 0
      ? []
      : await sql<{ id: string; name: string; email: string }>(
          "SELECT id, name, email FROM person WHERE id = ANY($1::text[])",
          [ids],
        );
  const names = new Map(people.map(({ id, name, email }) => [id, name === "" ? email : name]));
  return lines.map((line) => ({ ...line, actorName: names.get(line.actorId) ?? null }));
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
  const { sealed, ...unnamed } = event;
  const [line] = await withNames(sqlOfTx(tx), [unnamed]);
  return {
    ...unnamed,
    actorName: line?.actorName ?? null,
    states: sealed ? await openStates(tx, { id: unnamed.id, subjectId: unnamed.subjectId, sealed }) : null,
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
