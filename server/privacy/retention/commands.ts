import { ERASED_KEY_ID, recordAuditSql } from "@/server/audit/commands";
import { idFloor } from "@/server/kernel/ids";
import type { SystemScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import {
  eraseAddressees,
  eraseApplications,
  eraseBankAccounts,
  eraseDocuments,
  eraseEvidence,
  erasePages,
  erasePeople,
} from "../erasure/commands";
import { periodOf, type RetentionKind, retentionTable } from "./rules";

/** Rows that one transaction takes. */
const BATCH = 200;

/** Erases one batch of what has passed its period. @returns how many; more may be due when it is a whole batch */
type Enforcer = (sql: Sql, due: { readonly nowMs: number; readonly cutOff: string }) => Promise<number>;

/** The instant at which what began before has passed its period; `$1` is now. */
const cutOffSql = (kind: RetentionKind) => `(to_timestamp($1::float8 / 1000) - interval '${periodOf(kind)}')`;

const ENFORCERS: { readonly [K in RetentionKind]: Enforcer | "elsewhere" | "kept" } = {
  unapproved_applications: (sql, { nowMs, cutOff }) =>
    eraseDueApplications(
      sql,
      nowMs,
      `SELECT id, tenant_id AS "tenantId" FROM application
       WHERE state IN ('expired', 'withdrawn', 'rejected') AND closed_at <= ${cutOff} AND erased_at IS NULL
       ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    ),
  approved_applications: (sql, { nowMs, cutOff }) =>
    eraseDueApplications(
      sql,
      nowMs,
      `SELECT a.id, a.tenant_id AS "tenantId" FROM application a JOIN merchant m ON m.id = a.tenant_id
       WHERE a.state = 'approved' AND a.erased_at IS NULL AND m.terminated_at <= ${cutOff}
       ORDER BY a.id LIMIT ${BATCH} FOR UPDATE OF a SKIP LOCKED`,
    ),
  removed_documents: async (sql, { nowMs, cutOff }) => {
    const due = await sql<{ id: string; tenantId: string }>(
      `SELECT id, tenant_id AS "tenantId" FROM document
       WHERE state IN ('removed', 'replaced') AND created_at <= ${cutOff}
       ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [nowMs],
    );
    await eraseDocuments(sql, due);
    const pages = await sql<{ id: string; storageKey: string }>(
      `SELECT id, storage_key AS "storageKey" FROM document_page
       WHERE state = 'removed' AND storage_key <> '' AND created_at <= ${cutOff}
       ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [nowMs],
    );
    await erasePages(sql, pages);
    return due.length + pages.length;
  },
  parcels: async (sql, { nowMs, cutOff }) => {
    const due = await sql<{ id: string }>(
      `SELECT id FROM print_parcel WHERE address <> '' AND coalesce(ended_at, shipped_at) <= ${cutOff}
       ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [nowMs],
    );
    await eraseAddressees(
      sql,
      due.map(({ id }) => id),
    );
    return due.length;
  },
  bank_accounts: async (sql, { nowMs, cutOff }) => {
    const due = await sql<{ id: string }>(
      `SELECT b.id FROM bank_account b JOIN merchant m ON m.id = b.tenant_id
       WHERE m.terminated_at <= ${cutOff} AND b.last_digits <> '' ORDER BY b.id LIMIT ${BATCH} FOR UPDATE OF b`,
      [nowMs],
    );
    await eraseBankAccounts(
      sql,
      due.map(({ id }) => id),
    );
    return due.length;
  },
  payers: (sql, { nowMs, cutOff }) =>
    counted(
      sql,
      nowMs,
      `UPDATE payment SET customer_id = NULL, customer_masked_account = NULL
       WHERE id IN (SELECT id FROM payment
                    WHERE id < id_floor('payment', ${cutOff})
                      AND (customer_id IS NOT NULL OR customer_masked_account IS NOT NULL)
                    ORDER BY id LIMIT ${BATCH})
       RETURNING id`,
    ),
  network_messages: async (sql, { nowMs, cutOff }) => {
    const heard = await counted(
      sql,
      nowMs,
      `DELETE FROM network_message
       WHERE id IN (SELECT id FROM network_message WHERE id < id_floor('network_message', ${cutOff})
                    ORDER BY id LIMIT ${BATCH}) RETURNING id`,
    );
    const said = await counted(
      sql,
      nowMs,
      `DELETE FROM network_exchange WHERE id IN (
         SELECT id FROM network_exchange WHERE called_at <= ${cutOff} ORDER BY called_at LIMIT ${BATCH}) RETURNING id`,
    );
    return heard + said;
  },
  dispute_papers: async (sql, { nowMs, cutOff }) => {
    const due = await sql<{ id: string; tenantId: string }>(
      `SELECT e.id, e.tenant_id AS "tenantId" FROM dispute_evidence e JOIN dispute d ON d.id = e.dispute_id
       WHERE d.settled_at <= ${cutOff} AND e.sha256 <> '' ORDER BY e.id LIMIT ${BATCH} FOR UPDATE OF e SKIP LOCKED`,
      [nowMs],
    );
    await eraseEvidence(sql, due);
    const words = await counted(
      sql,
      nowMs,
      `UPDATE dispute SET answer_text = '' WHERE id IN (
         SELECT id FROM dispute WHERE settled_at <= ${cutOff} AND answer_text <> '' ORDER BY id LIMIT ${BATCH}) RETURNING id`,
    );
    return due.length + words;
  },
  // Files and rows of imports carry the end of this line's period from the beginning (`directory/import/files/expiry`).
  import_files: "elsewhere",
  // The log of each endpoint is swept every hour by this line's period (`alerts/webhooks/deliveries/jobs.ts`).
  webhook_messages: "elsewhere",
  books: "kept",
  action_records: async (sql, { nowMs, cutOff }) => {
    // The first moment of an id within the period: subjects that nothing newer speaks of lose their key.
    const [floor] = await sql<{ ms: number }>(`SELECT extract(epoch FROM ${cutOff})::float8 * 1000 AS ms`, [
      nowMs,
    ]);
    return counted(
      sql,
      nowMs,
      `UPDATE audit_subject_key SET wrapped = ''::bytea, key_id = '${ERASED_KEY_ID}'
       WHERE subject_id IN (
         SELECT k.subject_id FROM audit_subject_key k
         WHERE k.created_at <= ${cutOff} AND k.key_id <> '${ERASED_KEY_ID}'
           AND NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.subject_id = k.subject_id
                             AND e.id >= '${idFloor("audit", Math.ceil(floor?.ms ?? 0))}')
         ORDER BY k.subject_id LIMIT ${BATCH})
       RETURNING subject_id`,
    );
  },
  accounts_without_role: async (sql, { nowMs, cutOff }) => {
    const due = await sql<{ id: string }>(
      `SELECT p.id FROM person p
       WHERE p.created_at <= ${cutOff} AND p.email NOT LIKE '%@erased.invalid'
         AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id
                           AND (m.revoked_at IS NULL OR m.revoked_at > ${cutOff}))
         AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person_id = p.id AND s.created_at > ${cutOff})
       ORDER BY p.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [nowMs],
    );
    await erasePeople(
      sql,
      due.map(({ id }) => id),
    );
    return due.length;
  },
  // Sessions end after thirty days at most and are swept every hour (`identity/jobs.ts`).
  sign_in_records: "elsewhere",
  security_events: (sql, { nowMs, cutOff }) =>
    counted(
      sql,
      nowMs,
      `DELETE FROM security_event WHERE id IN (
         SELECT id FROM security_event WHERE occurred_at <= ${cutOff} ORDER BY id LIMIT ${BATCH}) RETURNING id`,
    ),
  notices: (sql, { nowMs, cutOff }) =>
    counted(
      sql,
      nowMs,
      `DELETE FROM notification WHERE id IN (
         SELECT id FROM notification WHERE created_at <= ${cutOff} ORDER BY created_at LIMIT ${BATCH}) RETURNING id`,
    ),
  requests: (sql, { nowMs, cutOff }) =>
    counted(
      sql,
      nowMs,
      `DELETE FROM privacy_request WHERE id IN (
         SELECT id FROM privacy_request WHERE decided_at <= ${cutOff} ORDER BY id LIMIT ${BATCH}) RETURNING id`,
    ),
};

async function counted(sql: Sql, nowMs: number, text: string): Promise<number> {
  return (await sql(text, [nowMs])).length;
}

async function eraseDueApplications(sql: Sql, nowMs: number, select: string): Promise<number> {
  const due = await sql<{ id: string; tenantId: string }>(select, [nowMs]);
  await eraseApplications(sql, nowMs, due);
  return due.length;
}

/** Enforces one line of the table, batch by batch, with what was done in the audit log. @returns rows erased */
export async function enforceLine(deps: Deps<SystemScope>, kind: RetentionKind): Promise<number> {
  const enforce = ENFORCERS[kind];
  if (typeof enforce === "string") return 0;
  let erased = 0;
  for (;;) {
    const batch = await transactSql("jobs", async (sql) => {
      const count = await enforce(sql, { nowMs: deps.now, cutOff: cutOffSql(kind) });
      if (count > 0) {
        await recordAuditSql(sql, deps, [
          { action: "retention.erase", subjectId: `retention:${kind}`, tenantId: null, after: { count } },
        ]);
      }
      return count;
    });
    erased += batch;
    if (batch < BATCH) return erased;
  }
}

/** Enforces the whole table. @returns rows erased by kind of data */
export async function enforceRetention(deps: Deps<SystemScope>): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  for (const { kind } of retentionTable()) done[kind] = await enforceLine(deps, kind);
  return done;
}
