import { z } from "zod";
import { download, encodedLines, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { storeCsv } from "@/server/directory/export/document";
import { storeExportInput } from "@/server/directory/export/schema";
import { DomainError } from "@/server/kernel/errors";
import { isLanguage } from "@/server/kernel/languages";

const asked = storeExportInput.extend({ encoding: z.enum(["utf-8", "cp932"]).default("utf-8") });

/** The stores that the address selects, in the columns that the import takes. That a copy was taken is in the log. */
export async function GET(request: Request): Promise<Response> {
  const context = await requestContext();
  const { imports, networkImports } = createCaller(context);
  const api =
    context.signedIn?.active?.kind === "operator" && !context.signedIn.viewing ? networkImports : imports;
  const language = isLanguage(context.signedIn?.locale) ? context.signedIn.locale : "ja";
  try {
    const given = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!given.success) throw new DomainError("not_found");
    const { encoding, ...filters } = given.data;
    // The first page is read before the answer begins, so that a refusal is one.
    const first = await api.storesOut(filters);
    await api.beginStoresOut(filters);
    const nextPage = async (afterId: string | undefined) =>
      afterId === undefined ? first : api.storesOut({ ...filters, afterId });
    const charset = encoding === "cp932" ? "shift_jis" : "utf-8";
    return download(encodedLines(storeCsv(nextPage, language), encoding), {
      name: "stores.csv",
      type: `text/csv; charset=${charset}`,
    });
  } catch (error) {
    return refusal(error);
  }
}
