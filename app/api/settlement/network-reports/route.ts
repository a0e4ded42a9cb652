import { NextResponse } from "next/server";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { COMMON_HEADERS } from "@/server/platform/answer-headers";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";
import { importReport } from "@/server/settlement/reconciliation/reports/commands";

const UPLOADS = { name: "network-report-upload", points: 200, seconds: 3_600 };
const MOST_BYTES = 1024 ** 3;
const HEADERS = { ...COMMON_HEADERS, "cache-control": "no-store" } as const;

/** Takes one file of the network as the body of the request, streamed; its name is in the address. */
export async function POST(request: Request): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const scope = requireScope("reconciliation:settle", context);
    await spendRateLimit(UPLOADS, scope.personId);
    const name = new URL(request.url).searchParams.get("name") ?? "";
    if (request.body === null) throw new DomainError("invalid_input", {}, "file");
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    const outcome = await importReport(deps, { name, source: "upload", content: partsOf(request.body) });
    return NextResponse.json(outcome, { headers: HEADERS });
  } catch (error) {
    if (!isDomainError(error))
      log().error({ requestId: context.requestId, err: error }, "report upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code), headers: HEADERS });
  }
}

/** The body in its parts, up to the limit. @throws DomainError document_too_large */
async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > MOST_BYTES) throw new DomainError("document_too_large", {}, "file");
      yield part.value;
    }
  } finally {
    await reader.cancel();
  }
}
