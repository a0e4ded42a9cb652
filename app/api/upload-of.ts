import { NextResponse } from "next/server";
import type { z } from "zod";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope, type ScopeOf } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Permission } from "@/server/kernel/permissions";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { type Deps, depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { type RateLimit, spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";

/** The parts of the form around the file. */
const OVERHEAD_BYTES = 64 * 1024;

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
export async function uploadOf<P extends Permission, F>(
  request: Request,
  upload: Upload<P, F>,
): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const scope = requireScope(upload.permission, context);
    await spendRateLimit(upload.limit, scope.personId);
    const form = await readForm(request, upload.form);
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    return NextResponse.json(await upload.take(deps, form, new Uint8Array(await form.file.arrayBuffer())));
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code) });
  }
}

async function readForm<F>(request: Request, form: z.ZodType<F>): Promise<F> {
  const body = await readCapped(request, MAX_DOCUMENT_BYTES + OVERHEAD_BYTES);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const data = await new Response(body, { headers }).formData().catch(() => undefined);
  const parsed = form.safeParse(data && Object.fromEntries(data));
  if (!parsed.success) throw new DomainError("invalid_input", {}, "file");
  return parsed.data;
}

/** Reads a body and stops at the limit, whatever length was announced. @throws DomainError document_too_large */
async function readCapped(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.length;
    if (size > most) {
      await reader?.cancel();
      throw new DomainError("document_too_large", {}, "file");
    }
    parts.push(part.value);
  }
  return new Uint8Array(Buffer.concat(parts));
}
