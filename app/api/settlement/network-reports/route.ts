import { requireScope } from "@/server/api/gate";
import { depsFor } from "@/server/platform/deps";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { importReport } from "@/server/settlement/reconciliation/reports/commands";
import { answerUpload, partsOf } from "../../upload-of";

const UPLOADS = { name: "network-report-upload", points: 200, seconds: 3_600 };
const MOST_BYTES = 1024 ** 3;

/** Takes one file of the network as the body of the request, streamed; its name is in the address. */
export function POST(request: Request): Promise<Response> {
  return answerUpload(request, async (context) => {
    const scope = requireScope("reconciliation:settle", context);
    await spendRateLimit(UPLOADS, scope.personId);
    const name = new URL(request.url).searchParams.get("name") ?? "";
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    return importReport(deps, { name, source: "upload", content: partsOf(request, MOST_BYTES) });
  });
}
