import { download, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { printedFile } from "@/server/codes/print/gateway";

type Params = { readonly params: Promise<{ readonly print: string }> };

/** The finished file of a print, one PDF or a ZIP, for the people of its merchant. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { codes } = createCaller(await requestContext());
  try {
    const print = await codes.print({ printId: (await params).print });
    return download(printedFile(print), {
      name: `posters-${print.printId}.${print.packing}`,
      type: print.packing === "zip" ? "application/zip" : "application/pdf",
    });
  } catch (error) {
    return refusal(error);
  }
}
