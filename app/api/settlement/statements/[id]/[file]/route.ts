import { download, onePiece, refusal, resumable } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { localeOf } from "@/server/identity/rules";
import { DomainError } from "@/server/kernel/errors";
import { PAPERS, statementPdf } from "@/server/settlement/papers/invoice/document";
import { paperName, TABLE_ENCODINGS } from "@/server/settlement/papers/rules";
import { endsOf } from "@/server/settlement/papers/table/document";
import { tableOf } from "../../../table-of";

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
    const table = { paper, language, encoding };
    return await resumable(request, () => tableOf(papers, table), {
      name: `${name}.csv`,
      type: `text/csv; charset=${CHARSETS[encoding]}`,
      // The entries of a statement never change; the names in them may, and the words around them.
      version: JSON.stringify([encoding, endsOf(table), (await papers.files({ statementId })).names]),
    });
  } catch (error) {
    return refusal(error);
  }
}
