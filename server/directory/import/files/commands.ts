import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { forgetFile, keepFile } from "./gateway";
import {
  canMoveImport,
  FILE_NAME_LENGTH,
  IMPORT_KEPT_MS,
  type ImportKind,
  type ImportState,
  toImportState,
} from "./rules";

type ImportDeps = Deps<MerchantScope | OperatorScope>;

/** Whose import it is: a merchant's people load their own stores, the operator's load for anybody. */
function tenantOf(
  scope: MerchantScope | OperatorScope,
  kind: ImportKind,
  merchantId: string | null,
): string | null {
  if (scope.kind === "merchant") {
    if (scope.storeIds !== "all") throw new DomainError("not_permitted");
    if (kind !== "stores") throw new DomainError("not_permitted");
    return scope.tenantId;
  }
  if (kind === "merchants") return null;
  if (merchantId === null) throw new DomainError("invalid_input", {}, "merchantId");
  return merchantId;
}

/**
 * Takes a file and queues it to be read and checked; nothing of it is committed before somebody confirms.
 * @throws DomainError not_permitted, not_found, too_large, import_running while another of the same is under way
 */
export async function acceptImport(
  deps: ImportDeps,
  input: {
    readonly kind: ImportKind;
    readonly merchantId: string | null;
    readonly fileName: string;
    readonly source: AsyncIterable<Uint8Array>;
  },
): Promise<{ importId: string }> {
  const { scope, now } = deps;
  const tenantId = tenantOf(scope, input.kind, input.merchantId);
  const importId = deps.newId("importJob");
  const kept = await keepFile(importId, input.source);
  try {
    await deps.transact(async (tx) => {
      if (tenantId !== null && (await tx.merchant.count({ where: { id: tenantId } })) === 0)
        throw new DomainError("not_found");
      const running = await tx.importJob.count({
        where: { tenantId, state: { in: ["waiting", "checking", "running"] } },
      });
      if (running > 0) throw new DomainError("import_running");
      await tx.importJob.create({
        data: {
          id: importId,
          tenantId,
          kind: input.kind,
          requestedBy: scope.personId,
          fileName: input.fileName.normalize("NFC").slice(-FILE_NAME_LENGTH),
          ...kept,
          state: "waiting",
          createdAt: instant(now),
          expiresAt: instant(now + IMPORT_KEPT_MS),
        },
        select: { id: true },
      });
      await recordAudit(tx, deps, {
        action: "import.accept",
        subjectId: importId,
        tenantId,
        after: { kind: input.kind, bytes: kept.bytes },
      });
    });
  } catch (error) {
    await forgetFile(importId, kept.parts);
    throw error;
  }
  return { importId };
}

/**
 * Commits what the check has shown, or goes on where a failed import stood. With `invites` the owners of merchants that
 * come in are invited little by little. @throws DomainError not_found, import_state
 */
export async function confirmImport(
  deps: ImportDeps,
  input: { readonly importId: string; readonly invites?: boolean | undefined },
): Promise<void> {
  await moveImport(deps, input.importId, "running", input.invites);
}

/**
 * Ends an import. What is committed stays: a cancel holds back the rest, and the same file can be sent again.
 * @throws DomainError not_found, import_state
 */
export async function cancelImport(deps: ImportDeps, input: { readonly importId: string }): Promise<void> {
  await moveImport(deps, input.importId, "cancelled");
}

async function moveImport(
  deps: ImportDeps,
  importId: string,
  to: Extract<ImportState, "running" | "cancelled">,
  invites?: boolean,
) {
  const { scope } = deps;
  if (scope.kind === "merchant" && scope.storeIds !== "all") throw new DomainError("not_permitted");
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const [row] = await sql<{ tenant_id: string | null; state: string; failed: number; rows: number }>(
      "SELECT tenant_id, state, failed, rows FROM import_job WHERE id = $1 FOR UPDATE",
      [importId],
    );
    if (!row || (scope.kind === "merchant" && row.tenant_id !== scope.tenantId))
      throw new DomainError("not_found");
    const state = toImportState(row.state);
    // A check that failed has nothing to commit yet.
    const isReady = to !== "running" || (row.rows > 0 && row.failed < row.rows);
    if (!canMoveImport(state, to) || !isReady) throw new DomainError("import_state");
    await sql(
      `UPDATE import_job SET state = $2, attempts = 0, invites = kind = 'merchants' AND coalesce($4::boolean, invites),
         finished_at = CASE WHEN $2 = 'cancelled' THEN to_timestamp($3::float8 / 1000) END WHERE id = $1`,
      [importId, to, deps.now, invites ?? null],
    );
    await recordAudit(tx, deps, {
      action: to === "running" ? "import.confirm" : "import.cancel",
      subjectId: importId,
      tenantId: row.tenant_id,
      before: { state },
      after: { state: to, ...(invites === undefined ? {} : { invites }) },
    });
  });
}
