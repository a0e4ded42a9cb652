import { download, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { weeklyReport } from "@/server/directory/network/report/document";
import { CALL_LIST_MAX } from "@/server/directory/network/schema";
import { networkCsv } from "@/server/directory/network/table/document";
import { TABLES } from "@/server/directory/network/table/rules";
import { DomainError } from "@/server/kernel/errors";

type Params = { readonly params: Promise<{ readonly file: string }> };

const REPORT = "report.pdf";

/** The network's figures to take along: the weekly report as PDF, or one table as CSV. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { file } = await params;
  const context = await requestContext();
  const { directory } = createCaller(context);
  const language = context.locale === "ja" ? "ja" : "en";
  try {
    const table = TABLES.find((name) => file === `${name}.csv`);
    if (table === undefined && file !== REPORT) throw new DomainError("not_found");
    const network = await directory.network();
    const limit = table === "dormant" ? CALL_LIST_MAX : 20;
    const dormant =
      table === undefined || table === "dormant" ? await directory.growth.dormant({ limit }) : [];
    const nowMs = network.computedAt?.getTime() ?? 0;
    const content =
      table === undefined
        ? await weeklyReport(network, { language, dormant, nowMs })
        : Buffer.from(networkCsv(table, network, { language, dormant }), "utf8");
    return download(only(content), {
      name: `noren-${table ?? "network"}-${network.today}.${table === undefined ? "pdf" : "csv"}`,
      type: table === undefined ? "application/pdf" : "text/csv; charset=utf-8",
    });
  } catch (error) {
    return refusal(error);
  }
}

async function* only(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
