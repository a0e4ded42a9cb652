import { NextResponse } from "next/server";
import { z } from "zod";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { addDocument } from "@/server/onboarding/documents/commands";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { isDocumentKind } from "@/server/onboarding/papers/rules";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";

/** The parts of the form around the file. */
const OVERHEAD_BYTES = 64 * 1024;
const UPLOADS = { name: "document-upload", points: 60, seconds: 3_600 };

const form = z.object({
  applicationId: z.string().min(1).max(40),
  kind: z.string().refine(isDocumentKind),
  /** Given, the pages go behind those that this document has. */
  documentId: z.string().min(1).max(40).optional(),
  file: z.instanceof(File),
});

/** Takes one document of an application as a form with a file. Answers with its id, or with the code of the refusal. */
export async function POST(request: Request): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const scope = requireScope("application:edit", context);
    await spendRateLimit(UPLOADS, scope.personId);
    const { applicationId, kind, documentId, file } = await readForm(request);
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    const content = new Uint8Array(await file.arrayBuffer());
    if (!isDocumentKind(kind)) throw new DomainError("invalid_input", {}, "kind");
    return NextResponse.json(
      await addDocument(deps, { applicationId, kind, documentId, fileName: file.name, content }),
    );
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code) });
  }
}

async function readForm(request: Request): Promise<z.infer<typeof form>> {
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
