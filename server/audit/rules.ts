import { framed, framedSql } from "@/server/kernel/content";
import { AUDIT_ACTIONS, type AuditAction } from "./actions.data";

/** What a mutation says of itself. `before` and `after` are stored as ciphertext under the subject's own key. */
export type NewAudit = {
  /** Domain and verb: `application.submit`, `code.pause`. */
  readonly action: AuditAction;
  readonly subjectId: string;
  readonly tenantId: string | null;
  readonly before?: AuditState;
  readonly after?: AuditState;
};

/** Does a stored text name an action? One that was written before it had a name in the vocabulary does not. */
export function isAuditAction(text: string): text is AuditAction {
  return AUDIT_ACTIONS.some((known) => known === text);
}

/** A state of the subject; amounts may be bigint. */
export type AuditState = Readonly<Record<string, unknown>>;

/** The columns of `audit_event` that its hash covers, which is all of them. */
export type AuditRow = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly actorId: string;
  readonly actorKind: string;
  readonly action: string;
  readonly subjectId: string;
  readonly changedFields: readonly string[];
  readonly sealedHex: string | null;
  readonly requestId: string;
  readonly occurredAtMs: number;
};

/** Stored form of a state: keys in order, so that equal states read alike, and bigint as decimal text. */
export function stateText(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) => {
    if (typeof value === "bigint") return `${value}`;
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Names of the top-level fields whose value differs, in order. A creation changes every field that it sets. */
export function changedFields(before: AuditState | undefined, after: AuditState | undefined): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => stateText([before?.[name]]) !== stateText([after?.[name]])).sort();
}

/** The text whose SHA-256 is the row's hash. */
export function auditContent(row: AuditRow): string {
  return framed([
    row.id,
    row.tenantId,
    row.actorId,
    row.actorKind,
    row.action,
    row.subjectId,
    JSON.stringify(row.changedFields),
    row.sealedHex,
    row.requestId,
    `${row.occurredAtMs}`,
  ]);
}

/** The same text as PostgreSQL makes it from a stored row. */
export function auditContentSql(row: string): string {
  const columns = ["id", "tenant_id", "actor_id", "actor_kind", "action", "subject_id"];
  return framedSql([
    ...columns.map((name) => `${row}.${name}`),
    `array_to_json(${row}.changed_fields)::text`,
    `encode(${row}.sealed, 'hex')`,
    `${row}.request_id`,
    `(extract(epoch FROM ${row}.occurred_at) * 1000)::bigint::text`,
  ]);
}
