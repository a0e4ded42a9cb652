import type { createCaller } from "@/server/api/root";
import type { Language } from "@/server/kernel/languages";
import type { StatementPaper } from "@/server/settlement/papers/queries";
import type { TableEncoding } from "@/server/settlement/papers/rules";
import { statementTable } from "@/server/settlement/papers/table/document";
import type { TableEnd } from "@/server/settlement/papers/table/queries";

export type Papers = ReturnType<typeof createCaller>["settlement"]["papers"];

/** The table of a statement, read part by part with the rights of whoever asked for it. */
export function tableOf(
  papers: Papers,
  { paper, ...as }: { paper: StatementPaper; language: Language; encoding: TableEncoding },
): AsyncGenerator<Uint8Array> {
  const partAfter = (after: TableEnd | null) => ({
    statementId: paper.statement.id,
    ...(after && { afterLine: after.line, after: after.entry }),
  });
  return statementTable({
    paper,
    ...as,
    page: (after) => papers.tablePage({ ...partAfter(after), ...as }),
    endOf: (after) => papers.tableEnd(partAfter(after)),
  });
}
