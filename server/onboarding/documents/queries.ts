import { openText } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";

/** Binds the ciphertext of a file's name to its row. */
export function documentNameAad(id: string): string {
  return `document:${id}:name`;
}

export type DocumentRow = {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly byteSize: number;
  readonly pages: number;
  readonly sha256: string;
  readonly createdAt: Date;
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
      createdAt: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    fileName: openText(Buffer.from(row.fileName, "base64"), documentNameAad(row.id)),
  }));
}
