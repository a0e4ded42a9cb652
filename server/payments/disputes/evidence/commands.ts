import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, type OperatorScope, scopeHasStore } from "@/server/kernel/scope";
import { redrawDocument } from "@/server/onboarding/documents/gateway";
import { pageKey } from "@/server/onboarding/documents/rules";
import { sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { storage } from "@/server/platform/storage";
import { lockOwnDispute } from "../commands";
import { type EvidenceKind, MAX_EVIDENCE } from "../rules";

type NewEvidence = {
  readonly disputeId: string;
  readonly kind: EvidenceKind;
  readonly content: Uint8Array;
};

/**
 * Keeps a paper that answers a dispute: recognised by content, drawn anew, encrypted, then recorded.
 * @throws DomainError not_found, dispute_state, document_count, and those of reading a document
 */
export async function addEvidence(
  deps: Deps<MerchantScope>,
  input: NewEvidence,
): Promise<{ readonly evidenceId: string; readonly pages: number }> {
  await deps.transact((tx) => requireOpen(tx, deps, input.disputeId));
  const { pages } = await redrawDocument(input.content);
  const evidenceId = deps.newId("document");
  const { tenantId } = deps.scope;
  const keys = pages.map((_page, index) => pageKey({ tenantId, id: evidenceId }, `${index + 1}`));
  try {
    for (const [index, page] of pages.entries()) await storage().put(keys[index] ?? "", page.picture);
    await deps.transact((tx) => recordEvidence(tx, deps, { input, evidenceId, pages: pages.length }));
  } catch (error) {
    await Promise.all(keys.map((key) => storage().remove(key)));
    throw error;
  }
  return { evidenceId, pages: pages.length };
}

async function requireOpen(tx: Tx, deps: Deps<MerchantScope>, disputeId: string): Promise<void> {
  const dispute = await lockOwnDispute(sqlOfTx(tx), deps.scope, disputeId);
  if (dispute.state !== "opened") throw new DomainError("dispute_state");
}

async function recordEvidence(
  tx: Tx,
  deps: Deps<MerchantScope>,
  given: { readonly input: NewEvidence; readonly evidenceId: string; readonly pages: number },
): Promise<void> {
  const { input, evidenceId, pages } = given;
  const sql = sqlOfTx(tx);
  await requireOpen(tx, deps, input.disputeId);
  const inserted = await sql<{ id: string }>(
    `INSERT INTO dispute_evidence (id, tenant_id, dispute_id, kind, pages, sha256, state, added_by, created_at)
     SELECT $1, $2, $3, $4, $5::int, $6, 'stored', $7, to_timestamp($8::float8 / 1000)
     WHERE (SELECT count(*) FROM dispute_evidence WHERE dispute_id = $3 AND state = 'stored') < $9::int RETURNING id`,
    [
      evidenceId,
      deps.scope.tenantId,
      input.disputeId,
      input.kind,
      pages,
      sha256Hex(input.content),
      deps.actor.id,
      deps.now,
      MAX_EVIDENCE,
    ],
  );
  if (inserted.length === 0) throw new DomainError("document_count", { max: MAX_EVIDENCE });
  await recordAudit(tx, deps, {
    action: "dispute.add_evidence",
    subjectId: input.disputeId,
    tenantId: deps.scope.tenantId,
    after: { evidenceId, kind: input.kind, pages },
  });
}

type EvidenceRow = { dispute_id: string; store_id: string; tenant_id: string; pages: number };

/** Takes a paper out of an answer that has not been given yet. @throws DomainError not_found, dispute_state */
export async function removeEvidence(deps: Deps<MerchantScope>, evidenceId: string): Promise<void> {
  const removed = await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const [row] = await sql<EvidenceRow>(
      `SELECT e.dispute_id, d.store_id, e.tenant_id, e.pages FROM dispute_evidence e JOIN dispute d ON d.id = e.dispute_id
       WHERE e.id = $1 AND e.state = 'stored'`,
      [evidenceId],
    );
    if (!row) throw new DomainError("not_found");
    await requireOpen(tx, deps, row.dispute_id);
    await sql("UPDATE dispute_evidence SET state = 'removed' WHERE id = $1", [evidenceId]);
    await recordAudit(tx, deps, {
      action: "dispute.remove_evidence",
      subjectId: row.dispute_id,
      tenantId: row.tenant_id,
      after: { evidenceId },
    });
    return { id: evidenceId, tenantId: row.tenant_id, pages: row.pages };
  });
  const pages = Array.from({ length: removed.pages }, (_page, index) => pageKey(removed, `${index + 1}`));
  await Promise.all(pages.map((key) => storage().remove(key)));
}

/** One page of a paper as JPEG, for those who may see it; every view is written down. @throws DomainError not_found */
export async function viewEvidence(
  deps: Deps<MerchantScope> | Deps<OperatorScope>,
  input: { readonly evidenceId: string; readonly page: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const { scope } = deps;
  const found = await deps.transact(async (tx) => {
    const [row] = await sqlOfTx(tx)<EvidenceRow>(
      `SELECT e.dispute_id, d.store_id, e.tenant_id, e.pages FROM dispute_evidence e JOIN dispute d ON d.id = e.dispute_id
       WHERE e.id = $1 AND e.state = 'stored'`,
      [input.evidenceId],
    );
    if (!row || input.page < 1 || input.page > row.pages) throw new DomainError("not_found");
    const isForeign = scope.kind === "merchant" && row.tenant_id !== scope.tenantId;
    if (isForeign || (scope.kind === "merchant" && !scopeHasStore(scope, row.store_id)))
      throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "dispute.view_evidence",
      subjectId: row.dispute_id,
      tenantId: row.tenant_id,
      after: { evidenceId: input.evidenceId, page: input.page },
    });
    return { id: input.evidenceId, tenantId: row.tenant_id };
  });
  const content = await storage().get(pageKey(found, `${input.page}`));
  if (!content) throw new DomainError("not_found");
  return content;
}
