import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { seal, sha256Hex } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { storage } from "@/server/platform/storage";
import { answerItems } from "../commands";
import type { DocumentKind } from "../papers/rules";
import { getApplication, lockApplication, type StoredApplication } from "../queries";
import { documentItem } from "../requirements/items/rules";
import { isEditable } from "../rules";
import { redrawDocument } from "./document";
import { documentNameAad } from "./queries";
import { cleanFileName, type DocumentType, MAX_DOCUMENTS, pageKey, sniffDocument } from "./rules";

export type NewDocument = {
  readonly applicationId: string;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly content: Uint8Array;
};

/**
 * Keeps a document: recognised by content, redrawn, encrypted, then recorded. The same kind again replaces the
 * former one, and a returned one counts as answered.
 * @throws DomainError not_found, application_state, document_type, document_too_large, document_pixels,
 * document_unreadable, document_encrypted, document_count
 */
export async function addDocument(
  deps: Deps<MerchantScope>,
  input: NewDocument,
): Promise<{ readonly documentId: string; readonly pages: number }> {
  const type = sniffDocument(input.content);
  const application = await deps.transact((tx) => getApplication(tx, input.applicationId));
  if (!isEditable(application.state)) throw new DomainError("application_state");
  const pages = await redrawDocument(input.content, type);
  const documentId = deps.newId("document");
  const keys = pages.map((_page, index) =>
    pageKey({ tenantId: application.tenantId, id: documentId }, index + 1),
  );
  try {
    for (const [index, page] of pages.entries()) await storage().put(keys[index] ?? "", page);
    await deps.transact((tx) => recordDocument(tx, deps, { input, documentId, type, pages: pages.length }));
  } catch (error) {
    await Promise.all(keys.map((key) => storage().remove(key)));
    throw error;
  }
  return { documentId, pages: pages.length };
}

type Recorded = {
  readonly input: NewDocument;
  readonly documentId: string;
  readonly type: DocumentType;
  readonly pages: number;
};

async function recordDocument(tx: Tx, deps: Deps<MerchantScope>, given: Recorded): Promise<void> {
  const { input, documentId, type, pages } = given;
  const application = await lockApplication(tx, input.applicationId);
  if (!isEditable(application.state)) throw new DomainError("application_state");
  const kept = await tx.document.count({ where: { applicationId: application.id } });
  if (kept >= MAX_DOCUMENTS * 5) throw new DomainError("document_count", { max: MAX_DOCUMENTS * 5 });
  await tx.document.updateMany({
    where: { applicationId: application.id, kind: input.kind, state: "stored" },
    data: { state: "replaced" },
  });
  // A file's name often holds a person's: it is ciphertext like the file.
  const name = seal(cleanFileName(input.fileName), documentNameAad(documentId));
  await tx.document.create({
    data: {
      id: documentId,
      tenantId: application.tenantId,
      applicationId: application.id,
      kind: input.kind,
      fileName: Buffer.from(name.data).toString("base64"),
      contentType: type,
      byteSize: input.content.length,
      pages,
      sha256: sha256Hex(input.content),
      storageKey: `documents/${application.tenantId}/${documentId}`,
      keyId: name.keyId,
      state: "stored",
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
  await touched(tx, deps, application, "document.add", { documentId, kind: input.kind });
}

/** Takes a document away again. @throws DomainError not_found, application_state */
export async function removeDocument(
  deps: Deps<MerchantScope>,
  input: { readonly applicationId: string; readonly documentId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockApplication(tx, input.applicationId);
    if (!isEditable(application.state)) throw new DomainError("application_state");
    const where = { id: input.documentId, applicationId: application.id, state: "stored" };
    const document = await tx.document.findFirst({ where, select: { id: true, kind: true } });
    if (!document) throw new DomainError("not_found");
    await tx.document.update({
      where: { id: document.id },
      data: { state: "removed" },
      select: { id: true },
    });
    await touched(tx, deps, application, "document.remove", { documentId: document.id, kind: document.kind });
  });
}

async function touched(
  tx: Tx,
  deps: Deps<MerchantScope>,
  application: StoredApplication,
  action: string,
  after: { readonly documentId: string; readonly kind: string },
): Promise<void> {
  await tx.application.update({
    where: { id: application.id },
    data: { version: { increment: 1 }, updatedAt: instant(deps.now) },
    select: { id: true },
  });
  await answerItems(tx, deps, application.id, [documentItem(after.kind)]);
  await recordAudit(tx, deps, {
    action,
    subjectId: application.id,
    tenantId: application.tenantId,
    after,
  });
}

/**
 * One page of a document as JPEG, for those who may see it; every view is written down.
 * @throws DomainError not_found
 */
export async function viewDocument(
  deps: Deps<MerchantScope> | Deps<OperatorScope>,
  input: { readonly documentId: string; readonly page: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await deps.transact(async (tx) => {
    const found = await tx.document.findFirst({
      where: { id: input.documentId, state: { not: "removed" } },
      select: { id: true, tenantId: true, pages: true, applicationId: true },
    });
    if (!found || input.page < 1 || input.page > found.pages) throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "document.view",
      subjectId: found.applicationId,
      tenantId: found.tenantId,
      after: { documentId: found.id, page: input.page },
    });
    return found;
  });
  const content = await storage().get(pageKey(document, input.page));
  if (!content) throw new DomainError("not_found");
  return content;
}
