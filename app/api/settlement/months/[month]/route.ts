import { download, refusal, streamOf } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { localeOf } from "@/server/identity/rules";
import { DomainError } from "@/server/kernel/errors";
import type { Language } from "@/server/kernel/languages";
import { type ArchiveEntry, archive } from "@/server/platform/archive";
import { statementPdf } from "@/server/settlement/papers/invoice/document";
import { paperName } from "@/server/settlement/papers/rules";
import { type Papers, tableOf } from "../../table-of";

type Params = { readonly params: Promise<{ readonly month: string }> };

/** Every statement of a month in one ZIP: as PDF and as table. One of them is in memory at a time. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { month } = await params;
  const context = await requestContext();
  const { papers } = createCaller(context).settlement;
  try {
    const statements = await papers.ofMonth({ month });
    if (statements.length === 0) throw new DomainError("not_found");
    const ids = statements.map(({ id }) => id);
    return download(archive(filesOf(papers, ids, localeOf(context.locale))), {
      name: `noren-${month}.zip`,
      type: "application/zip",
    });
  } catch (error) {
    return refusal(error);
  }
}

async function* filesOf(
  papers: Papers,
  statementIds: readonly string[],
  language: Language,
): AsyncGenerator<ArchiveEntry> {
  for (const statementId of statementIds) {
    const paper = await papers.paper({ statementId });
    const name = paperName(paper.statement);
    yield { name: `${name}.pdf`, content: await statementPdf(paper, { language, kind: "statement" }) };
    const table = tableOf(papers, { paper, language, encoding: "utf8" });
    yield { name: `${name}.csv`, content: streamOf(table), compress: true };
  }
}
