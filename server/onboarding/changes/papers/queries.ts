import { openText } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";

/** Binds the ciphertext of a paper's file name to its row. */
export function paperNameAad(id: string): string {
  return `change_document:${id}:name`;
}

export type PaperRow = {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly pages: number;
  readonly sha256: string;
  readonly createdAt: Date;
};

/** The papers of a change that count, oldest first. */
export async function listPapers(tx: Tx, changeId: string): Promise<PaperRow[]> {
  const rows = await tx.changeDocument.findMany({
    where: { changeId, state: "stored" },
    orderBy: { id: "asc" },
    select: { id: true, kind: true, fileName: true, pages: true, sha256: true, createdAt: true },
  });
  return rows.map((row) => ({
    ...row,
    fileName: openText(Buffer.from(row.fileName, "base64"), paperNameAad(row.id)),
  }));
}
