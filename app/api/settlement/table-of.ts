import type { createCaller } from "@/server/api/root";
import type { Language } from "@/server/kernel/languages";
import type { StatementPaper } from "@/server/settlement/papers/queries";
import type { TableEncoding } from "@/server/settlement/papers/rules";
import { statementTable } from "@/server/settlement/papers/table/document";

export type Papers = ReturnType<typeof createCaller>["settlement"]["papers"];

/** The table of a statement, read part by part with the rights of whoever asked for it. */
export function tableOf(
  papers: Papers,
  { paper, ...as }: { paper: StatementPaper; language: Language; encoding: TableEncoding },
): AsyncGenerator<Uint8Array> {
  const statementId = paper.statement.id;
  return statementTable({
    paper,
    ...as,
    nextPage: (after) =>
      papers.tablePage({ statementId, ...as, ...(after && { afterLine: after.line, after: after.entry }) }),
  });
}
