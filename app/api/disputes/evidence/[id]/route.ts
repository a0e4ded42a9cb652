import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { viewEvidence } from "@/server/payments/disputes/evidence/commands";
import { depsFor } from "@/server/platform/deps";

type Params = { params: Promise<{ id: string }> };

const HEADERS = {
  "content-type": "image/jpeg",
  "content-disposition": 'inline; filename="evidence.jpg"',
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
} as const;

/** One page of a paper of a dispute as a picture, for its shop and for operations; each view is audited. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const context = await requestContext();
  try {
    const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
    const input = { evidenceId: (await params).id, page: Number.isSafeInteger(page) ? page : 0 };
    const actor = { kind: "person", id: context.signedIn?.personId ?? "" } as const;
    const deps =
      context.signedIn?.active?.kind === "operator"
        ? depsFor(requireScope("dispute:list", context), actor, context.requestId)
        : depsFor(requireScope("dispute:read", context), actor, context.requestId);
    return new Response(await viewEvidence(deps, input), { headers: HEADERS });
  } catch (error) {
    const { code } = isDomainError(error) ? error : new DomainError("internal");
    return Response.json({ code }, { status: httpStatusOf(code), headers: { "cache-control": "no-store" } });
  }
}
