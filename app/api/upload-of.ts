import { NextResponse } from "next/server";
import type { z } from "zod";
import type { Context } from "@/server/api/context";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope, type ScopeOf } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Permission } from "@/server/kernel/permissions";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { COMMON_HEADERS } from "@/server/platform/answer-headers";
import { type Deps, depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { type RateLimit, spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";

const HEADERS = { ...COMMON_HEADERS, "cache-control": "no-store" } as const;
/** The parts of the form around the file. */
const OVERHEAD_BYTES = 64 * 1024;

/**
 * Answers an address to which files are sent: with what was made of them, or the code of the refusal. Such an address is
 * none of the proxy's (`proxy.ts` names them): for a proxy Next holds ten megabytes of a body and cuts the rest off
 * without a word. So other sites are refused and the headers set here.
 */
export async function answerUpload(
  request: Request,
  take: (context: Context) => Promise<object>,
): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    return NextResponse.json(await take(context), { headers: HEADERS });
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code), headers: HEADERS });
  }
}

type Upload<P extends Permission, F> = {
  readonly permission: P;
  readonly limit: RateLimit;
  readonly form: z.ZodType<F & { readonly file: File }>;
  /** Takes the file over; what it returns is the answer. */
  readonly take: (
    deps: Deps<ScopeOf<P>>,
    form: F & { readonly file: File },
    content: Uint8Array<ArrayBuffer>,
  ) => Promise<object>;
};

/** One file with its form, from a person who may: answered with what was made of it, or the code of the refusal. */
export function uploadOf<P extends Permission, F>(request: Request, upload: Upload<P, F>): Promise<Response> {
  return answerUpload(request, async (context) => {
    const scope = requireScope(upload.permission, context);
    await spendRateLimit(upload.limit, scope.personId);
    const form = await readForm(request, upload.form);
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    return upload.take(deps, form, new Uint8Array(await form.file.arrayBuffer()));
  });
}

async function readForm<F>(request: Request, form: z.ZodType<F>): Promise<F> {
  const parts: Uint8Array[] = [];
  for await (const part of partsOf(request, MAX_DOCUMENT_BYTES + OVERHEAD_BYTES)) parts.push(part);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const data = await new Response(Buffer.concat(parts), { headers }).formData().catch(() => undefined);
  const parsed = form.safeParse(data && Object.fromEntries(data));
  if (!parsed.success) throw new DomainError("invalid_input", {}, "file");
  return parsed.data;
}

/**
 * A body in its parts, whatever length was announced, up to a limit where whoever takes it knows none.
 * @throws DomainError document_too_large
 */
export async function* partsOf(
  request: Request,
  mostBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  let size = 0;
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      size += part.value.length;
      if (size > mostBytes) throw new DomainError("document_too_large", {}, "file");
      yield part.value;
    }
  } finally {
    await reader?.cancel();
  }
}
