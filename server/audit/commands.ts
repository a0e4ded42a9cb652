import {
  type Bytes,
  newSubjectKey,
  sealForSubject,
  sha256Hex,
  unwrapSubjectKey,
  wrapSubjectKey,
} from "@/server/platform/crypto";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { auditContent, changedFields, type NewAudit, stateText } from "./rules";

type AuditDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/** The key id of a subject whose key has been destroyed: nothing more is written about it but field names. */
export const ERASED_KEY_ID = "erased";

/** Tells the audit log of a mutation, inside the mutation's own transaction. */
export async function recordAudit(tx: Tx, deps: AuditDeps, event: NewAudit): Promise<void> {
  await recordAuditSql(sqlOfTx(tx), deps, [event]);
}

/** The same for set-based work: two statements for any number of events. */
export async function recordAuditSql(sql: Sql, deps: AuditDeps, events: readonly NewAudit[]): Promise<void> {
  if (events.length === 0) return;
  const telling = events.filter((event) => event.before !== undefined || event.after !== undefined);
  const keys = await subjectKeys(sql, deps.now, [...new Set(telling.map((event) => event.subjectId))]);
  const rows = events.map((event) => rowOf(deps, event, keys.get(event.subjectId)));
  // No RETURNING: whoever writes to the audit log need not be able to read it.
  await sql(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS event(
         id text, tenant_id text, actor_id text, actor_kind text, action text, subject_id text,
         changed_fields text[], sealed text, request_id text, occurred_ms bigint, row_hash text)
     ), written AS (
       INSERT INTO audit_event (id, tenant_id, actor_id, actor_kind, action, subject_id, changed_fields, sealed,
                                request_id, occurred_at, row_hash)
       SELECT id, tenant_id, actor_id, actor_kind, action, subject_id, changed_fields, decode(sealed, 'hex'),
              request_id, to_timestamp(occurred_ms / 1000.0), decode(row_hash, 'hex') FROM given
     )
     INSERT INTO audit_pending (event_id) SELECT id FROM given`,
    [JSON.stringify(rows)],
  );
}

function rowOf(deps: AuditDeps, event: NewAudit, key: Bytes | undefined) {
  const id = deps.newId("audit");
  const states = { before: event.before ?? null, after: event.after ?? null };
  const told = event.before !== undefined || event.after !== undefined;
  const sealed = told && key ? sealForSubject(key, stateText(states), auditAad(id)) : null;
  const row = {
    id,
    tenantId: event.tenantId,
    actorId: deps.actor.id,
    actorKind: deps.actor.kind,
    action: event.action,
    subjectId: event.subjectId,
    changedFields: changedFields(event.before, event.after),
    sealedHex: sealed ? Buffer.from(sealed).toString("hex") : null,
    requestId: deps.requestId,
    occurredAtMs: deps.now,
  };
  return {
    id,
    tenant_id: row.tenantId,
    actor_id: row.actorId,
    actor_kind: row.actorKind,
    action: row.action,
    subject_id: row.subjectId,
    changed_fields: row.changedFields,
    sealed: row.sealedHex,
    request_id: row.requestId,
    occurred_ms: row.occurredAtMs,
    row_hash: sha256Hex(auditContent(row)),
  };
}

/** What binds the ciphertext of before and after to its row. */
export function auditAad(eventId: string): string {
  return `audit_event:${eventId}`;
}

type KeyRow = { readonly subject_id: string; readonly wrapped: string; readonly key_id: string };

/** The data keys of subjects, made where they are missing. A subject that was erased has none. */
async function subjectKeys(
  sql: Sql,
  nowMs: number,
  subjectIds: readonly string[],
): Promise<Map<string, Bytes>> {
  if (subjectIds.length === 0) return new Map();
  const known = await findKeys(sql, subjectIds);
  const missing = subjectIds.filter((id) => !known.has(id));
  if (missing.length === 0) return opened(known);
  const made = [...missing].sort().map((id) => {
    const { keyId, data } = wrapSubjectKey(newSubjectKey(), id);
    return { subject_id: id, wrapped: Buffer.from(data).toString("hex"), key_id: keyId };
  });
  await sql(
    `INSERT INTO audit_subject_key (subject_id, wrapped, key_id, created_at)
     SELECT subject_id, decode(wrapped, 'hex'), key_id, to_timestamp($2::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS made(subject_id text, wrapped text, key_id text)
     ON CONFLICT (subject_id) DO NOTHING`,
    [JSON.stringify(made), nowMs],
  );
  // Read again: another transaction may have been the first, and its key is the one that stays.
  return opened(await findKeys(sql, subjectIds));
}

async function findKeys(sql: Sql, subjectIds: readonly string[]): Promise<Map<string, KeyRow>> {
  const rows = await sql<KeyRow>(
    `SELECT subject_id, encode(wrapped, 'hex') AS wrapped, key_id FROM audit_subject_key
     WHERE subject_id = ANY($1::text[])`,
    [[...subjectIds]],
  );
  return new Map(rows.map((row) => [row.subject_id, row]));
}

function opened(rows: ReadonlyMap<string, KeyRow>): Map<string, Bytes> {
  const keys = new Map<string, Bytes>();
  for (const row of rows.values()) {
    if (row.key_id === ERASED_KEY_ID) continue;
    keys.set(row.subject_id, unwrapSubjectKey(Buffer.from(row.wrapped, "hex"), row.subject_id));
  }
  return keys;
}

/** Destroys a subject's key: what the log says of it becomes unreadable for ever, and the chain stays whole. */
export async function eraseAuditSubject(tx: Tx, subjectId: string): Promise<void> {
  await sqlOfTx(tx)("UPDATE audit_subject_key SET wrapped = ''::bytea, key_id = $2 WHERE subject_id = $1", [
    subjectId,
    ERASED_KEY_ID,
  ]);
}
