import { download, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { localeOf } from "@/server/identity/rules";
import { DomainError } from "@/server/kernel/errors";
import { PAPERS, statementPdf } from "@/server/settlement/papers/invoice/document";
import { paperName } from "@/server/settlement/papers/rules";
import { FILE_PAGE } from "@/server/settlement/papers/schema";
import { statementTable, TABLE_ENCODINGS } from "@/server/settlement/papers/table/document";

type Params = { readonly params: Promise<{ readonly id: string; readonly file: string }> };

const CHARSETS = { utf8: "utf-8", cp932: "Shift_JIS" } as const;

/** The papers of a statement: `statement.pdf`, `invoice.pdf` and `statement.csv`, with `?encoding=cp932` for Excel. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { id: statementId, file } = await params;
  const context = await requestContext();
  const language = localeOf(context.locale);
  const { papers } = createCaller(context).settlement;
  try {
    const paper = await papers.paper({ statementId });
    const name = paperName(paper.statement);
    const kind = PAPERS.find((known) => file === `${known}.pdf`);
    if (kind !== undefined) {
      const pdf = await statementPdf(paper, { language, kind });
      return download(onePiece(pdf), { name: `${name}-${kind}.pdf`, type: "application/pdf" });
    }
    if (file !== "statement.csv") throw new DomainError("not_found");
    const asked = new URL(request.url).searchParams.get("encoding");
    const encoding = TABLE_ENCODINGS.find((known) => known === asked) ?? "utf8";
    const nextPage = (after: string | undefined) => papers.entries({ statementId, after, limit: FILE_PAGE });
    const table = statementTable({ paper, language, encoding, nextPage });
    return download(table, { name: `${name}.csv`, type: `text/csv; charset=${CHARSETS[encoding]}` });
  } catch (error) {
    return refusal(error);
  }
}

async function* onePiece(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece;
}
