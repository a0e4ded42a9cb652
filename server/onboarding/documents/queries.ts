import { type Day, dayOfDate } from "@/server/kernel/calendar";
import { openText } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import { type DocumentKind, toDocumentKind } from "../papers/rules";
import { expiresOn, isPageWarning, type PageWarning } from "./rules";

/** Binds the ciphertext of a file's name to its row. */
export function documentNameAad(id: string): string {
  return `document:${id}:name`;
}

/** A page as the screens list it. */
export type DocumentSheet = {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly warnings: readonly PageWarning[];
};

/** A document as both sides see it. */
export type ShownDocument = {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly pages: number;
  readonly sheets: readonly DocumentSheet[];
  readonly issuedOn: Day | null;
  readonly expiresOn: Day | null;
  /** What verdicts and decisions are bound to. */
  readonly sha256: string;
  readonly createdAt: Date;
};

export type DocumentRow = ShownDocument & {
  readonly contentType: string;
  readonly byteSize: number;
};

/** The documents that count, oldest first; replaced and removed ones do not. */
export async function listDocuments(tx: Tx, applicationId: string): Promise<DocumentRow[]> {
  const rows = await tx.document.findMany({
    where: { applicationId, state: "stored" },
    orderBy: { id: "asc" },
    select: {
      id: true,
      kind: true,
      fileName: true,
      contentType: true,
      byteSize: true,
      pages: true,
      sha256: true,
      issuedOn: true,
      createdAt: true,
      sheets: {
        where: { state: "stored" },
        orderBy: { position: "asc" },
        select: { id: true, width: true, height: true, warnings: true },
      },
    },
  });
  return rows.map((row) => {
    const issuedOn = row.issuedOn && dayOfDate(row.issuedOn);
    return {
      ...row,
      kind: toDocumentKind(row.kind),
      fileName: openText(Buffer.from(row.fileName, "base64"), documentNameAad(row.id)),
      issuedOn,
      expiresOn: expiresOn(row.kind, issuedOn),
      sheets: row.sheets.map((sheet) => ({ ...sheet, warnings: sheet.warnings.filter(isPageWarning) })),
    };
  });
}

/** What a screen is told of a document: nothing of its file but the name. */
export function shownDocument(row: DocumentRow): ShownDocument {
  const { contentType: _type, byteSize: _size, ...shown } = row;
  return shown;
}

/** A document that counts, with its pages in order; null when there is none. */
export async function findStoredDocument(
  tx: Tx,
  ref: { readonly applicationId: string; readonly documentId: string },
) {
  return tx.document.findFirst({
    where: { id: ref.documentId, applicationId: ref.applicationId, state: "stored" },
    select: {
      id: true,
      kind: true,
      issuedOn: true,
      sheets: {
        where: { state: "stored" },
        orderBy: { position: "asc" },
        select: { id: true, storageKey: true, createdAt: true },
      },
    },
  });
}

export type StoredDocument = NonNullable<Awaited<ReturnType<typeof findStoredDocument>>>;
