import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { seal, sha256Hex } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { storage } from "@/server/platform/storage";
import { redrawDocument } from "../../documents/gateway";
import { cleanFileName, MAX_DOCUMENTS, pageKey } from "../../documents/rules";
import { getChange, lockChange } from "../queries";
import { canChange, type PaperKind } from "../rules";
import { paperNameAad } from "./queries";

export type NewPaper = {
  readonly changeId: string;
  readonly kind: PaperKind;
  readonly fileName: string;
  readonly content: Uint8Array;
};

/**
 * Keeps a paper of a change: recognised by content, drawn anew, encrypted, then recorded. The same kind again takes
 * the place of the former one.
 * @throws DomainError not_found, change_state, document_count, and those of reading a document
 */
export async function addPaper(
  deps: Deps<MerchantScope>,
  input: NewPaper,
): Promise<{ readonly paperId: string; readonly pages: number }> {
  const change = await deps.transact((tx) => getChange(tx, input.changeId));
  if (!canChange(change.state, "submit")) throw new DomainError("change_state");
  const { pages } = await redrawDocument(input.content);
  const paperId = deps.newId("document");
  const keys = pages.map((_page, index) =>
    pageKey({ tenantId: change.tenantId, id: paperId }, `${index + 1}`),
  );
  try {
    for (const [index, page] of pages.entries()) await storage().put(keys[index] ?? "", page.picture);
    await deps.transact((tx) => recordPaper(tx, deps, { input, paperId, pages: pages.length }));
  } catch (error) {
    await Promise.all(keys.map((key) => storage().remove(key)));
    throw error;
  }
  return { paperId, pages: pages.length };
}

type Recorded = { readonly input: NewPaper; readonly paperId: string; readonly pages: number };

async function recordPaper(tx: Tx, deps: Deps<MerchantScope>, given: Recorded): Promise<void> {
  const { input, paperId, pages } = given;
  const change = await lockChange(tx, input.changeId);
  if (!canChange(change.state, "submit")) throw new DomainError("change_state");
  const kept = await tx.changeDocument.count({ where: { changeId: change.id } });
  if (kept >= MAX_DOCUMENTS) throw new DomainError("document_count", { max: MAX_DOCUMENTS });
  await tx.changeDocument.updateMany({
    where: { changeId: change.id, kind: input.kind, state: "stored" },
    data: { state: "replaced" },
  });
  const name = seal(cleanFileName(input.fileName), paperNameAad(paperId));
  await tx.changeDocument.create({
    data: {
      id: paperId,
      tenantId: change.tenantId,
      changeId: change.id,
      kind: input.kind,
      fileName: Buffer.from(name.data).toString("base64"),
      pages,
      sha256: sha256Hex(input.content),
      keyId: name.keyId,
      state: "stored",
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: "change.add_paper",
    subjectId: change.id,
    tenantId: change.tenantId,
    after: { paperId, kind: input.kind },
  });
}

/**
 * One page of a paper as JPEG, for those who may see it; every view is written down.
 * @throws DomainError not_found
 */
export async function viewPaper(
  deps: Deps<MerchantScope> | Deps<OperatorScope>,
  input: { readonly paperId: string; readonly page: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = await deps.transact(async (tx) => {
    const found = await tx.changeDocument.findUnique({
      where: { id: input.paperId },
      select: { id: true, tenantId: true, pages: true, changeId: true },
    });
    if (!found || input.page < 1 || input.page > found.pages) throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "change.view_paper",
      subjectId: found.changeId,
      tenantId: found.tenantId,
      after: { paperId: found.id, page: input.page },
    });
    return found;
  });
  const content = await storage().get(pageKey(paper, `${input.page}`));
  if (!content) throw new DomainError("not_found");
  return content;
}
