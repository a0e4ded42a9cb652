import { download, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { failedRows } from "@/server/directory/import/files/document";
import { keptFile } from "@/server/directory/import/files/gateway";
import { isLanguage } from "@/server/kernel/languages";

type Params = { readonly params: Promise<{ readonly import: string }> };

const PAGE = 200;

async function* bytesOf(lines: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}

/** The rows of an import that could not be used, with what is wrong behind each: to be corrected and sent again. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const context = await requestContext();
  const { imports, networkImports } = createCaller(context);
  const api =
    context.signedIn?.active?.kind === "operator" && !context.signedIn.viewing ? networkImports : imports;
  const language = isLanguage(context.signedIn?.locale) ? context.signedIn.locale : "ja";
  try {
    const { import: importId } = await params;
    const view = await api.get({ importId });
    const nextPage = (afterRow: number) => api.rows({ importId, outcome: "fail", afterRow, limit: PAGE });
    const lines = failedRows(view, { file: keptFile(importId, view.parts), nextPage }, language);
    return download(bytesOf(lines), { name: `${importId}-errors.csv`, type: "text/csv; charset=utf-8" });
  } catch (error) {
    return refusal(error);
  }
}
