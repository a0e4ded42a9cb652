import { download, refusal, streamOf } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { localeOf } from "@/server/identity/rules";
import { DomainError } from "@/server/kernel/errors";
import type { Language } from "@/server/kernel/languages";
import { type ArchiveEntry, archive } from "@/server/platform/archive";
import { PAPERS, statementPdf } from "@/server/settlement/papers/invoice/document";
import { overviewHead, overviewLine } from "@/server/settlement/papers/month/document";
import type { MonthStatement } from "@/server/settlement/papers/month/queries";
import { paperName } from "@/server/settlement/papers/rules";
import { type Papers, tableOf } from "../../table-of";

type Params = { readonly params: Promise<{ readonly month: string }> };
type Month = { readonly papers: Papers; readonly month: string; readonly language: Language };

/**
 * Every statement of a month in one ZIP: an overview of all of them, and each as statement and qualified invoice (PDF)
 * and as table. One of them is in memory at a time.
 */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { month } = await params;
  const context = await requestContext();
  const { papers } = createCaller(context).settlement;
  try {
    const { statements } = await papers.ofMonth({ month, limit: 1 });
    if (statements.length === 0) throw new DomainError("not_found");
    return download(archive(filesOf({ papers, month, language: localeOf(context.locale) })), {
      name: `noren-${month}.zip`,
      type: "application/zip",
    });
  } catch (error) {
    return refusal(error);
  }
}

async function* statementsOf({ papers, month }: Month): AsyncGenerator<MonthStatement> {
  let afterStatement: string | undefined;
  do {
    const { statements, next } = await papers.ofMonth({ month, afterStatement });
    yield* statements;
    afterStatement = next ?? undefined;
  } while (afterStatement !== undefined);
}

async function* overviewOf(of: Month): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(overviewHead(of.language));
  for await (const statement of statementsOf(of)) yield encoder.encode(overviewLine(statement));
}

async function* filesOf(of: Month): AsyncGenerator<ArchiveEntry> {
  const { papers, month, language } = of;
  yield { name: `noren-${month}.csv`, content: streamOf(overviewOf(of)), compress: true };
  for await (const { id: statementId } of statementsOf(of)) {
    const paper = await papers.paper({ statementId });
    const name = paperName(paper.statement);
    for (const kind of PAPERS)
      yield { name: `${name}-${kind}.pdf`, content: await statementPdf(paper, { language, kind }) };
    const table = tableOf(papers, { paper, language, encoding: "utf8" });
    yield { name: `${name}.csv`, content: streamOf(table), compress: true };
  }
}
