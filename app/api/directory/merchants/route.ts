import { filtersOf } from "@/app/_components/directory/address";
import { download, encodedLines, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { merchantCsv } from "@/server/directory/export/merchants/document";
import { DomainError } from "@/server/kernel/errors";
import { isLanguage } from "@/server/kernel/languages";
import { isCrossOrigin } from "@/server/platform/same-origin";

/** Streams the merchants that the filters select; that a copy was taken is in the log before the first line leaves. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const form = Object.fromEntries(
      [...(await request.formData())].flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    );
    const context = await requestContext();
    const { directory } = createCaller(context);
    const language = isLanguage(context.signedIn?.locale) ? context.signedIn.locale : "ja";
    const filters = filtersOf(form);
    await directory.export.begin(filters);
    const lines = merchantCsv((cursor) => directory.export.page({ ...filters, cursor }), language);
    const encoding = form.encoding === "cp932" ? "cp932" : "utf-8";
    return download(encodedLines(lines, encoding), {
      name: "merchants.csv",
      type: `text/csv; charset=${encoding === "cp932" ? "shift_jis" : "utf-8"}`,
    });
  } catch (error) {
    return refusal(error);
  }
}
