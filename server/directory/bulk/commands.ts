import type { AuditAction } from "@/server/audit/actions.data";
import { recordAuditSql } from "@/server/audit/commands";
import { orderForMerchants } from "@/server/codes/orders/network/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { moveMerchants } from "@/server/merchants/standing/commands";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type BulkResult, type ChosenMerchant, getBulk, listChosen } from "./queries";
import { type BulkKind, type BulkOutcome, canUndo, tagsAfter } from "./rules";
import type { BulkChoice } from "./schema";

type Desk = Deps<OperatorScope>;

type Outcome = { readonly tenantId: string; readonly outcome: BulkOutcome; readonly before: object };

/** Gives the chosen merchants to one person, or to nobody. @throws DomainError not_found, too_large */
export async function assignMany(
  deps: Desk,
  input: { readonly choice: BulkChoice; readonly managerId: string | null },
): Promise<BulkResult> {
  return deps.transact(async (tx) => {
    const { managerId } = input;
    const chosen = await listChosen(sqlOfTx(tx), input.choice);
    if (managerId !== null) await checkManager(tx, managerId);
    const changes = chosen.map((one) => ({ ...one, after: { managerId, tags: one.tags } }));
    const rows = await changeProfiles(sqlOfTx(tx), deps, changes, "merchant.assign");
    return keepBulk(tx, deps, { kind: "assign", input: { managerId }, rows });
  });
}

/** Puts a tag on the chosen merchants, or takes it off. @throws DomainError not_found, too_large */
export async function tagMany(
  deps: Desk,
  input: { readonly choice: BulkChoice; readonly kind: "tag" | "untag"; readonly tag: string },
): Promise<BulkResult> {
  return deps.transact(async (tx) => {
    const { kind, tag } = input;
    const chosen = await listChosen(sqlOfTx(tx), input.choice);
    const changes = chosen.map((one) => ({
      ...one,
      after: { managerId: one.managerId, tags: tagsAfter(one.tags, kind, tag) ?? one.tags },
    }));
    const rows = await changeProfiles(sqlOfTx(tx), deps, changes, `merchant.${kind}`);
    return keepBulk(tx, deps, { kind, input: { tag }, rows });
  });
}

/** Stops the chosen merchants from taking payments, all at once. @throws DomainError not_found, too_large */
export async function suspendMany(
  deps: Desk,
  input: { readonly choice: BulkChoice; readonly reason: string },
): Promise<BulkResult> {
  return deps.transact(async (tx) => {
    const chosen = await listChosen(sqlOfTx(tx), input.choice);
    const merchantIds = chosen.map(({ id }) => id);
    const moved = await moveMerchants(tx, deps, { merchantIds, action: "suspend", reason: input.reason });
    const rows = moved.map(({ merchantId, outcome, before }) => ({ tenantId: merchantId, outcome, before }));
    return keepBulk(tx, deps, { kind: "suspend", input: { reason: input.reason }, rows });
  });
}

/** Has posters printed and sent for every active code of the chosen merchants. @throws DomainError not_found, too_large */
export async function orderMany(
  deps: Desk,
  input: {
    readonly choice: BulkChoice;
    readonly format: string;
    readonly copies: number;
    readonly requestId: string;
  },
): Promise<BulkResult> {
  return deps.transact(async (tx) => {
    const { format, copies, requestId } = input;
    const chosen = await listChosen(sqlOfTx(tx), input.choice);
    const outcomes = await orderForMerchants(sqlOfTx(tx), deps, {
      merchantIds: chosen.filter(({ state }) => state === "active").map(({ id }) => id),
      format,
      copies,
      requestId,
    });
    const rows = chosen.map(
      ({ id, state }): Outcome => ({
        tenantId: id,
        outcome: state === "active" ? (outcomes.get(id) ?? "nothing_to_print") : "merchant_state",
        before: {},
      }),
    );
    return keepBulk(tx, deps, { kind: "posters", input: { format, copies }, rows });
  });
}

/**
 * Takes a change back: every merchant that it touched, and that nobody has touched since, is as it was before.
 * @param kinds what the person may take back @throws DomainError not_found, work_state when it has no way back
 */
export async function undoBulk(
  deps: Desk,
  input: { readonly bulkId: string },
  kinds: readonly BulkKind[],
): Promise<BulkResult> {
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const [bulk] = await sql<{ kind: string; input: Record<string, unknown>; undone: boolean }>(
      "SELECT kind, input, undone_at IS NOT NULL AS undone FROM bulk_change WHERE id = $1 FOR UPDATE",
      [input.bulkId],
    );
    if (bulk === undefined || !kinds.some((kind) => kind === bulk.kind)) throw new DomainError("not_found");
    if (bulk.undone || !canUndo(bulk.kind)) throw new DomainError("work_state");
    const rows = await sql<{ tenantId: string; before: { managerId: string | null; tags: string[] } }>(
      `SELECT tenant_id AS "tenantId", before FROM bulk_change_row WHERE bulk_id = $1 AND outcome = 'done'`,
      [input.bulkId],
    );
    if (bulk.kind === "suspend") await resumeUntouched(tx, deps, rows, String(bulk.input.reason));
    else await restoreProfiles(sql, deps, { kind: bulk.kind, input: bulk.input, rows });
    await sql(
      "UPDATE bulk_change SET undone_at = to_timestamp($2::float8 / 1000), undone_by = $3 WHERE id = $1",
      [input.bulkId, deps.now, deps.scope.personId],
    );
    return getBulk(tx, deps.scope, input.bulkId);
  });
}

/** Only those that are still suspended for the very reason of this change: a newer decision stands. */
async function resumeUntouched(
  tx: Tx,
  deps: Desk,
  rows: readonly { readonly tenantId: string }[],
  reason: string,
): Promise<void> {
  const still = await sqlOfTx(tx)<{ id: string }>(
    "SELECT id FROM merchant WHERE id = ANY($1::text[]) AND state = 'suspended' AND suspended_reason = $2",
    [rows.map(({ tenantId }) => tenantId), reason],
  );
  await moveMerchants(tx, deps, { merchantIds: still.map(({ id }) => id), action: "resume", reason: null });
}

type Undo = {
  readonly kind: "assign" | "tag" | "untag";
  readonly input: Readonly<Record<string, unknown>>;
  readonly rows: readonly { tenantId: string; before: { managerId: string | null; tags: string[] } }[];
};

/** Each merchant gets back what this change took from it, unless somebody has changed that very thing since. */
async function restoreProfiles(sql: Sql, deps: Desk, { kind, input, rows }: Undo): Promise<void> {
  const chosen = await listChosen(sql, { merchantIds: rows.map(({ tenantId }) => tenantId) });
  const before = new Map(rows.map((row) => [row.tenantId, row.before]));
  const tag = String(input.tag);
  const changes = chosen.map((one) => {
    const { managerId, tags } = one;
    if (kind !== "assign") {
      const back = tagsAfter(tags, kind === "tag" ? "untag" : "tag", tag);
      return { ...one, after: { managerId, tags: back ?? tags } };
    }
    const isOurs = managerId === input.managerId;
    return {
      ...one,
      after: { managerId: isOurs ? (before.get(one.id)?.managerId ?? null) : managerId, tags },
    };
  });
  await changeProfiles(sql, deps, changes, "merchant.restore");
}

type ProfileChange = ChosenMerchant & {
  readonly after: { readonly managerId: string | null; readonly tags: readonly string[] };
};

async function changeProfiles(
  sql: Sql,
  deps: Desk,
  changes: readonly ProfileChange[],
  action: AuditAction,
): Promise<Outcome[]> {
  const differ = ({ managerId, tags, after }: ProfileChange) =>
    managerId !== after.managerId || tags.join("\n") !== after.tags.join("\n");
  const changed = changes.filter(differ);
  await sql(
    `UPDATE merchant_profile p SET manager_id = given.manager_id, tags = given.tags
     FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, manager_id text, tags text[])
     WHERE p.merchant_id = given.id`,
    [JSON.stringify(changed.map(({ id, after }) => ({ id, manager_id: after.managerId, tags: after.tags })))],
  );
  await recordAuditSql(
    sql,
    deps,
    changed.map(({ id, managerId, tags, after }) => ({
      action,
      subjectId: id,
      tenantId: id,
      before: { managerId, tags },
      after: { managerId: after.managerId, tags: after.tags },
    })),
  );
  return changes.map((change) => ({
    tenantId: change.id,
    outcome: differ(change) ? "done" : "unchanged",
    before: { managerId: change.managerId, tags: change.tags },
  }));
}

async function checkManager(tx: Tx, personId: string): Promise<void> {
  const [one] = await sqlOfTx(tx)(
    "SELECT 1 FROM membership WHERE person_id = $1 AND tenant_id IS NULL AND revoked_at IS NULL LIMIT 1",
    [personId],
  );
  if (one === undefined) throw new DomainError("not_found");
}

/** Remembers a change with what became of each merchant. */
export async function keepBulk(
  tx: Tx,
  deps: Desk,
  change: { readonly kind: BulkKind; readonly input: object; readonly rows: readonly Outcome[] },
): Promise<BulkResult> {
  const sql = sqlOfTx(tx);
  const bulkId = deps.newId("bulkChange");
  await sql(
    `INSERT INTO bulk_change (id, kind, made_by, made_at, input)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5::text::jsonb)`,
    [bulkId, change.kind, deps.scope.personId, deps.now, JSON.stringify(change.input)],
  );
  await sql(
    `INSERT INTO bulk_change_row (bulk_id, tenant_id, outcome, before)
     SELECT $1, tenant_id, outcome, before
     FROM jsonb_to_recordset($2::text::jsonb) AS given(tenant_id text, outcome text, before jsonb)`,
    [
      bulkId,
      JSON.stringify(
        change.rows.map(({ tenantId, outcome, before }) => ({ tenant_id: tenantId, outcome, before })),
      ),
    ],
  );
  return getBulk(tx, deps.scope, bulkId);
}
