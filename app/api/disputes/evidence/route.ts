import { NextResponse } from "next/server";
import { z } from "zod";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { addEvidence } from "@/server/payments/disputes/evidence/commands";
import { EVIDENCE_KINDS } from "@/server/payments/disputes/rules";
import { disputeIdInput } from "@/server/payments/disputes/schema";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";

const UPLOADS = { name: "evidence-upload", points: 30, seconds: 3_600 };
/** The parts of the form around the file. */
const OVERHEAD_BYTES = 64 * 1024;

const form = disputeIdInput.extend({ kind: z.enum(EVIDENCE_KINDS), file: z.instanceof(File) });

/** Takes one paper that answers a dispute, as a form with a file. Answers with its id, or the code of the refusal. */
export async function POST(request: Request): Promise<Response> {
  const context = await requestContext();
  try {
    if (isCrossOrigin(request.headers)) throw new DomainError("cross_origin");
    const scope = requireScope("dispute:answer", context);
    await spendRateLimit(UPLOADS, scope.personId);
    // A length that is announced; the converter refuses whatever is longer than it said.
    const announced = Number(request.headers.get("content-length") ?? "0");
    if (!(announced > 0 && announced <= MAX_DOCUMENT_BYTES + OVERHEAD_BYTES)) {
      throw new DomainError("document_too_large", {}, "file");
    }
    const data = await request.formData().catch(() => undefined);
    const parsed = form.safeParse(data && Object.fromEntries(data));
    if (!parsed.success) throw new DomainError("invalid_input", {}, "file");
    const { disputeId, kind, file } = parsed.data;
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    const content = new Uint8Array(await file.arrayBuffer());
    return NextResponse.json(await addEvidence(deps, { disputeId, kind, content }));
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "upload failed");
    const { code, params } = isDomainError(error) ? error : new DomainError("internal");
    return NextResponse.json({ code, params }, { status: httpStatusOf(code) });
  }
}
