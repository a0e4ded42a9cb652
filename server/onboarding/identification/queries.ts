import { openText } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import {
  type IdentificationMethod,
  type IdentificationPaper,
  toIdentificationMethod,
  toIdentificationPaper,
} from "./rules";

/** Binds the ciphertext of a name to its record. */
export function identificationAad(id: string): string {
  return `identification:${id}`;
}

/** One record of identification; it speaks of the name that the subject had then. */
export type IdentificationRow = {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly method: IdentificationMethod;
  readonly paper: IdentificationPaper;
  readonly documentId: string | null;
  readonly checkedOn: string;
  readonly checkerName: string;
  readonly recordedAt: Date;
};

type Stored = Omit<IdentificationRow, "name" | "method" | "paper"> & {
  readonly sealed: Uint8Array;
  readonly method: string;
  readonly paper: string;
};

/** The records that count, oldest first. */
export async function listIdentifications(tx: Tx, applicationId: string): Promise<IdentificationRow[]> {
  const rows = await sqlOfTx(tx)<Stored>(
    `SELECT i.id, i.subject, i.sealed, i.method, i.paper, i.document_id AS "documentId", i.checked_on AS "checkedOn",
            coalesce(nullif(p.name, ''), p.email, '') AS "checkerName", i.recorded_at AS "recordedAt"
     FROM identification i LEFT JOIN person p ON p.id = i.checker_id
     WHERE i.application_id = $1 AND i.voided_at IS NULL ORDER BY i.id`,
    [applicationId],
  );
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    name: openText(sealed, identificationAad(row.id)),
    method: toIdentificationMethod(row.method),
    paper: toIdentificationPaper(row.paper),
  }));
}
