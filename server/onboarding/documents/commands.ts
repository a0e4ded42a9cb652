import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { type Day, dateOfDay, dayOfDate, instant, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import type { ConvertedPage } from "@/server/platform/converter";
import { seal, sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { storage } from "@/server/platform/storage";
import { answerItems } from "../commands";
import type { DocumentKind } from "../papers/rules";
import { getApplication, lockApplication, type StoredApplication } from "../queries";
import { documentItem } from "../requirements/items/rules";
import { isEditable } from "../rules";
import { type RedrawnDocument, redrawDocument } from "./gateway";
import { documentNameAad, findStoredDocument, type StoredDocument } from "./queries";
import {
  arrangedPages,
  cleanFileName,
  documentText,
  MAX_DOCUMENTS,
  MAX_PAGES,
  type PageWarning,
  pageKey,
  thumbnailKey,
  warningsOf,
} from "./rules";

export type NewDocument = {
  readonly applicationId: string;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly content: Uint8Array;
  /** Given, the pages go behind those of this document; else they are a new one, in place of the former. */
  readonly documentId?: string | undefined;
  /** The day on the paper, for kinds that grow old. */
  readonly issuedOn?: Day | undefined;
};

/** A page that is drawn and about to be kept. */
type Sheet = {
  readonly id: string;
  readonly storageKey: string;
  readonly page: ConvertedPage;
  readonly warnings: readonly PageWarning[];
};

export type AddedDocument = {
  readonly documentId: string;
  readonly pages: number;
  readonly warnings: readonly PageWarning[];
};

/**
 * Keeps a document: recognised by content, redrawn, encrypted, then recorded. Several photographs are one document
 * when each names it. A new one replaces the former of its kind, and a returned one counts as answered.
 * @throws DomainError not_found, application_state, document_count, document_pages and those of `redrawDocument`
 */
export async function addDocument(deps: Deps<MerchantScope>, input: NewDocument): Promise<AddedDocument> {
  const application = await deps.transact((tx) => getApplication(tx, input.applicationId));
  if (!isEditable(application.state)) throw new DomainError("application_state");
  return addDrawnDocument(deps, application.tenantId, input, await redrawDocument(input.content));
}

/** The same for a file that `redrawDocument` has redrawn: a specimen is drawn once for many applications. */
export async function addDrawnDocument(
  deps: Deps<MerchantScope>,
  tenantId: string,
  input: Omit<NewDocument, "content">,
  { pages, ...file }: RedrawnDocument,
): Promise<AddedDocument> {
  const documentId = input.documentId ?? deps.newId("document");
  const sheets = pages.map((page): Sheet => {
    const id = deps.newId("documentPage");
    const storageKey = pageKey({ tenantId, id: documentId }, id);
    return { id, storageKey, page, warnings: warningsOf(page) };
  });
  try {
    for (const { storageKey, page } of sheets) {
      await storage().put(storageKey, page.picture);
      await storage().put(thumbnailKey(storageKey), page.thumbnail);
    }
    await deps.transact((tx) => recordDocument(tx, deps, { input, documentId, ...file, sheets }));
  } catch (error) {
    await discard(sheets);
    throw error;
  }
  const warnings = [...new Set(sheets.flatMap((sheet) => sheet.warnings))];
  return { documentId, pages: sheets.length, warnings };
}

type Recorded = Omit<RedrawnDocument, "pages"> & {
  readonly input: Omit<NewDocument, "content">;
  readonly documentId: string;
  readonly sheets: readonly Sheet[];
};

async function recordDocument(tx: Tx, deps: Deps<MerchantScope>, given: Recorded): Promise<void> {
  const { input, documentId, sheets } = given;
  const application = await lockApplication(tx, input.applicationId);
  if (!isEditable(application.state)) throw new DomainError("application_state");
  const former =
    input.documentId === undefined ? null : await findStoredDocument(tx, { ...input, documentId });
  if (input.documentId !== undefined && former?.kind !== input.kind) throw new DomainError("not_found");
  const before = former?.sheets ?? [];
  if (before.length + sheets.length > MAX_PAGES)
    throw new DomainError("document_pages", { max: MAX_PAGES }, "file");
  if (!former) await createDocument(tx, deps, application, given);
  await tx.documentPage.createMany({
    data: sheets.map(({ id, storageKey, page, warnings }, index) => ({
      id,
      tenantId: application.tenantId,
      documentId,
      position: before.length + index + 1,
      storageKey,
      width: page.width,
      height: page.height,
      byteSize: page.picture.length,
      sha256: sha256Hex(page.picture),
      warnings: [...warnings],
      createdAt: instant(deps.now),
    })),
  });
  await summarise(tx, documentId);
  await touched(tx, deps, application, former ? "document.extend" : "document.add", {
    documentId,
    kind: input.kind,
  });
}

async function createDocument(
  tx: Tx,
  deps: Deps<MerchantScope>,
  application: StoredApplication,
  { input, documentId, type, byteSize }: Recorded,
): Promise<void> {
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
      byteSize,
      sha256: "",
      keyId: name.keyId,
      state: "stored",
      issuedOn: input.issuedOn && dateOfDay(issuedBy(deps, input.issuedOn)),
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
}

/** @throws DomainError document_date for a day that has not come */
function issuedBy(deps: Pick<Deps, "now">, day: Day): Day {
  if (day > jstDay(deps.now)) throw new DomainError("document_date", {}, "issuedOn");
  return day;
}

/** Number and hash of a document follow from its pages; a decision is bound to the hash. */
async function summarise(tx: Tx, documentId: string): Promise<void> {
  const pages = await tx.documentPage.findMany({
    where: { documentId, state: "stored" },
    orderBy: { position: "asc" },
    select: { sha256: true },
  });
  const { issuedOn } = await tx.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { issuedOn: true },
  });
  const text = documentText(issuedOn && dayOfDate(issuedOn), pages);
  await tx.document.update({
    where: { id: documentId },
    data: { pages: pages.length, sha256: sha256Hex(text) },
    select: { id: true },
  });
}

type DocumentRef = { readonly applicationId: string; readonly documentId: string };

/** Locks the application and finds the document. @throws DomainError not_found, application_state */
async function lockDocument(
  tx: Tx,
  input: DocumentRef,
): Promise<{ readonly application: StoredApplication; readonly document: StoredDocument }> {
  const application = await lockApplication(tx, input.applicationId);
  if (!isEditable(application.state)) throw new DomainError("application_state");
  const document = await findStoredDocument(tx, input);
  if (!document) throw new DomainError("not_found");
  return { application, document };
}

/**
 * Puts the pages of a document into another order; those that are not named are taken away.
 * @throws DomainError not_found, application_state, invalid_input
 */
export async function arrangeDocument(
  deps: Deps<MerchantScope>,
  input: DocumentRef & { readonly pageIds: readonly string[] },
): Promise<void> {
  const unseen = await deps.transact(async (tx) => {
    const { application, document } = await lockDocument(tx, input);
    const arranged = arrangedPages(document.sheets, input.pageIds);
    if (!arranged) throw new DomainError("invalid_input", {}, "pageIds");
    // At most twenty rows, one statement: the order comes as the order of the array.
    await sqlOfTx(tx)(
      `UPDATE document_page AS page SET position = wanted.position
       FROM unnest($2::text[]) WITH ORDINALITY AS wanted(id, position)
       WHERE page.document_id = $1 AND page.id = wanted.id`,
      [document.id, arranged.kept.map(({ id }) => id)],
    );
    await removePages(tx, arranged.removed);
    await summarise(tx, document.id);
    await touched(tx, deps, application, "document.arrange", {
      documentId: document.id,
      kind: document.kind,
    });
    return unseenOf(application, arranged.removed);
  });
  await discard(unseen);
}

/** Says on which day a paper was issued. @throws DomainError not_found, application_state, document_date */
export async function dateDocument(
  deps: Deps<MerchantScope>,
  input: DocumentRef & { readonly issuedOn: Day },
): Promise<void> {
  await deps.transact(async (tx) => {
    const { application, document } = await lockDocument(tx, input);
    await tx.document.update({
      where: { id: document.id },
      data: { issuedOn: dateOfDay(issuedBy(deps, input.issuedOn)) },
      select: { id: true },
    });
    await summarise(tx, document.id);
    await touched(tx, deps, application, "document.date", { documentId: document.id, kind: document.kind });
  });
}

/** Takes a document away again. @throws DomainError not_found, application_state */
export async function removeDocument(deps: Deps<MerchantScope>, input: DocumentRef): Promise<void> {
  const unseen = await deps.transact(async (tx) => {
    const { application, document } = await lockDocument(tx, input);
    await tx.document.update({
      where: { id: document.id },
      data: { state: "removed" },
      select: { id: true },
    });
    await removePages(tx, document.sheets);
    await touched(tx, deps, application, "document.remove", { documentId: document.id, kind: document.kind });
    return unseenOf(application, document.sheets);
  });
  await discard(unseen);
}

async function removePages(tx: Tx, pages: readonly { readonly id: string }[]): Promise<void> {
  await tx.documentPage.updateMany({
    where: { id: { in: pages.map(({ id }) => id) } },
    data: { state: "removed" },
  });
}

/** Pages that no reviewer can have seen: nothing is decided on them, so that their pictures go at once. */
function unseenOf(application: StoredApplication, pages: StoredDocument["sheets"]): StoredDocument["sheets"] {
  const submittedMs = application.submittedAt?.getTime() ?? 0;
  return pages.filter((page) => page.createdAt.getTime() > submittedMs);
}

async function discard(pages: readonly { readonly storageKey: string }[]): Promise<void> {
  const keys = pages.flatMap(({ storageKey }) => [storageKey, thumbnailKey(storageKey)]);
  await Promise.all(keys.map((key) => storage().remove(key)));
}

async function touched(
  tx: Tx,
  deps: Deps<MerchantScope>,
  application: StoredApplication,
  action: AuditAction,
  after: { readonly documentId: string; readonly kind: string },
): Promise<void> {
  await tx.application.update({
    where: { id: application.id },
    data: { version: { increment: 1 }, updatedAt: instant(deps.now) },
    select: { id: true },
  });
  await answerItems(tx, deps, application.id, [documentItem(after.kind)]);
  const { id: subjectId, tenantId } = application;
  await recordAudit(tx, deps, { action, subjectId, tenantId, after });
}
