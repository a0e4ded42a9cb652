import { NextResponse } from "next/server";
import { z } from "zod";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { addPaper } from "@/server/onboarding/changes/papers/commands";
import { changeRef, paperKind } from "@/server/onboarding/changes/schema";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";

const UPLOADS = { name: "change-upload", points: 30, seconds: 3_600 };
/** The parts of the form around the file. */
const OVERHEAD_BYTES = 64 * 1024;

const form = changeRef.extend({ kind: paperKind, file: z.instanceof(File) });

/** Takes one paper of a change as a form with a file. Answers with its id, or with the code of the refusal. */
export async function POST(request: Request): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const scope = requireScope("merchant:change", context);
    await spendRateLimit(UPLOADS, scope.personId);
    // A length that is announced; the converter refuses whatever is longer than it said.
    const announced = Number(request.headers.get("content-length") ?? "0");
    if (!(announced > 0 && announced <= MAX_DOCUMENT_BYTES + OVERHEAD_BYTES)) {
      throw new DomainError("document_too_large", {}, "file");
    }
    const data = await request.formData().catch(() => undefined);
    const parsed = form.safeParse(data && Object.fromEntries(data));
    if (!parsed.success) throw new DomainError("invalid_input", {}, "file");
    const { changeId, kind, file } = parsed.data;
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    const content = new Uint8Array(await file.arrayBuffer());
    return NextResponse.json(await addPaper(deps, { changeId, kind, fileName: file.name, content }));
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code) });
  }
}
