import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { selectionOf, whereOf } from "../selection/queries";
import { BULK_MAX, type BulkKind, type BulkRow, canUndo, toBulkOutcome } from "./rules";
import type { BulkChoice } from "./schema";

export type ChosenMerchant = {
  readonly id: string;
  readonly tradeName: string;
  readonly state: string;
  readonly managerId: string | null;
  readonly tags: readonly string[];
};

/**
 * The merchants of a choice, by id. @throws DomainError not_found when there is none, too_large beyond the bound: then
 * nothing is done to a part of them
 */
export async function listChosen(sql: Sql, choice: BulkChoice): Promise<ChosenMerchant[]> {
  const columns = `m.id, m.trade_name AS "tradeName", m.state, own.manager_id AS "managerId", own.tags`;
  const profile = "JOIN merchant_profile own ON own.merchant_id = m.id";
  if ("merchantIds" in choice) {
    return found(
      await sql<ChosenMerchant>(
        `SELECT ${columns} FROM merchant m ${profile} WHERE m.id = ANY($1::text[]) ORDER BY m.id`,
        [choice.merchantIds],
      ),
    );
  }
  const selection = await selectionOf(sql, choice.filters);
  return found(
    await sql<ChosenMerchant>(
      `SELECT ${columns} FROM ${selection.from} ${profile} ${whereOf(selection)} LIMIT ${BULK_MAX + 1}`,
      selection.params,
    ),
  );
}

function found(rows: ChosenMerchant[]): ChosenMerchant[] {
  if (rows.length === 0) throw new DomainError("not_found");
  if (rows.length > BULK_MAX) throw new DomainError("too_large", { max: BULK_MAX }, "choice");
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export type BulkPreview = {
  readonly count: number;
  /** How many of them can be changed as things stand. */
  readonly ready: number;
  readonly states: Readonly<Record<string, number>>;
  /** The first of them, for the eye. */
  readonly names: readonly string[];
};

const NAMES_SHOWN = 8;

/** What a change would touch, before anybody presses. @throws DomainError not_found, too_large */
export async function previewBulk(
  tx: Tx,
  _scope: OperatorScope,
  input: { readonly choice: BulkChoice; readonly kind: BulkKind },
): Promise<BulkPreview> {
  const chosen = await listChosen(sqlOfTx(tx), input.choice);
  const states: Record<string, number> = {};
  for (const { state } of chosen) states[state] = (states[state] ?? 0) + 1;
  const ready = input.kind === "suspend" || input.kind === "posters" ? (states.active ?? 0) : chosen.length;
  return {
    count: chosen.length,
    ready,
    states,
    names: chosen.slice(0, NAMES_SHOWN).map(({ tradeName }) => tradeName),
  };
}

export type BulkResult = {
  readonly bulkId: string;
  readonly kind: string;
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
  readonly canUndo: boolean;
  readonly rows: readonly BulkRow[];
};

/** A change with what became of each merchant, refusals first. @throws DomainError not_found */
export async function getBulk(tx: Tx, _scope: OperatorScope, bulkId: string): Promise<BulkResult> {
  const sql = sqlOfTx(tx);
  const [[bulk], rows] = await Promise.all([
    sql<{ kind: string; madeAt: Date; undoneAt: Date | null }>(
      `SELECT kind, made_at AS "madeAt", undone_at AS "undoneAt" FROM bulk_change WHERE id = $1`,
      [bulkId],
    ),
    sql<Omit<BulkRow, "outcome"> & { outcome: string }>(
      `SELECT r.tenant_id AS "merchantId", coalesce(m.trade_name, r.tenant_id) AS "tradeName", r.outcome
       FROM bulk_change_row r LEFT JOIN merchant m ON m.id = r.tenant_id WHERE r.bulk_id = $1
       ORDER BY r.outcome = 'done', r.tenant_id`,
      [bulkId],
    ),
  ]);
  if (bulk === undefined) throw new DomainError("not_found");
  return {
    bulkId,
    ...bulk,
    canUndo: canUndo(bulk.kind) && bulk.undoneAt === null,
    rows: rows.map((row) => ({ ...row, outcome: toBulkOutcome(row.outcome) })),
  };
}

/** People who can look after merchants: everybody with a role at the operator, by name. */
export async function listManagers(tx: Tx, _scope: OperatorScope): Promise<{ id: string; name: string }[]> {
  return sqlOfTx(tx)<{ id: string; name: string }>(
    `SELECT DISTINCT p.id, coalesce(nullif(p.name, ''), p.email) AS name FROM person p
     JOIN membership m ON m.person_id = p.id AND m.tenant_id IS NULL AND m.revoked_at IS NULL
     WHERE m.role IN ('network_manager', 'support', 'reviewer', 'approver') AND p.blocked_at IS NULL ORDER BY name, p.id`,
  );
}

/** Chains by name. */
export async function listBrands(tx: Tx, _scope: OperatorScope): Promise<{ id: string; name: string }[]> {
  return tx.brand.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 200,
    select: { id: true, name: true },
  });
}

/** The tags that are in use, most used first. */
export async function listTags(tx: Tx, _scope: OperatorScope): Promise<string[]> {
  const rows = await sqlOfTx(tx)<{ tag: string }>(
    `SELECT tag FROM merchant_profile, unnest(tags) AS tag WHERE tags <> '{}' GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 50`,
  );
  return rows.map(({ tag }) => tag);
}
