import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { AuditLine, AuditPage } from "../queries";

const COLUMNS = [
  "id",
  "occurred_at",
  "actor_kind",
  "actor_id",
  "action",
  "subject_id",
  "tenant_id",
  "changed_fields",
];

function lineOf(line: AuditLine): string {
  return csvLine([
    line.id,
    line.occurredAt.toISOString(),
    line.actorKind,
    line.actorId,
    line.action,
    line.subjectId,
    line.tenantId ?? "",
    line.changedFields.join(" "),
  ]);
}

/**
 * The log as CSV, page by page as the reader takes it, so that a year of it needs no more memory than one page.
 * @param nextPage reads the page behind a cursor, the first one without
 */
export async function* auditCsv(
  nextPage: (cursor: string | undefined) => Promise<AuditPage>,
): AsyncGenerator<string> {
  yield `${CSV_BOM}${csvLine(COLUMNS)}`;
  let cursor: string | undefined;
  do {
    const page = await nextPage(cursor);
    yield page.lines.map(lineOf).join("");
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
