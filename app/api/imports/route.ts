import { NextResponse } from "next/server";
import { z } from "zod";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { acceptImport } from "@/server/directory/import/files/commands";
import { IMPORT_KINDS } from "@/server/directory/import/files/rules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";

const UPLOADS = { name: "import-upload", points: 60, seconds: 3_600 };

const asked = z.object({
  name: z.string().min(1).max(255),
  kind: z.enum(IMPORT_KINDS).default("stores"),
  merchantId: z
    .string()
    .regex(/^mer_[0-9a-z_]{1,40}$/)
    .optional(),
});

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) yield part.value;
  } finally {
    await reader?.cancel();
  }
}

/** Takes a table as the body of the request, piece by piece. Answers with the import's id, or why it was not taken. */
export async function POST(request: Request): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const isOperator = context.signedIn?.active?.kind === "operator" && context.signedIn.viewing === null;
    const scope = requireScope(isOperator ? "store:import" : "chain:manage", context);
    await spendRateLimit(UPLOADS, scope.personId);
    const given = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!given.success) throw new DomainError("invalid_input", {}, "file");
    const { name: fileName, kind, merchantId = null } = given.data;
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    return NextResponse.json(
      await acceptImport(deps, { kind, merchantId, fileName, source: chunksOf(request.body) }),
    );
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code) });
  }
}
