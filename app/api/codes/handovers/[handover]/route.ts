import { download, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { handoverZip } from "@/server/codes/orders/handover/document";
import { listSheetsOf } from "@/server/codes/orders/handover/queries";
import { posterBrand } from "@/server/codes/poster/brand/gateway";
import { wallNow } from "@/server/platform/clock";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { env } from "@/server/platform/env";

type Params = { readonly params: Promise<{ readonly handover: string }> };

/** What a print shop gets of a hand-over: its sheets and the list of what goes where, for the operator's people. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { printing } = createCaller(await requestContext());
  const handoverId = (await params).handover;
  try {
    const parcels = await printing.handover({ handoverId });
    const sql = sqlOfClient(poolFor("operator"));
    const zip = handoverZip({
      handoverId,
      parcels,
      brand: posterBrand(),
      sandbox: env().sandbox,
      sheetsOf: (format) => listSheetsOf(sql, parcels, format, wallNow()),
    });
    return download(zip, { name: `print-${handoverId}.zip`, type: "application/zip" });
  } catch (error) {
    return refusal(error);
  }
}
