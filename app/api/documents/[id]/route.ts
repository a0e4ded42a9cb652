import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { viewDocument } from "@/server/onboarding/documents/viewing/commands";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";

type Params = { params: Promise<{ id: string }> };

const HEADERS = {
  "content-type": "image/jpeg",
  "content-disposition": 'inline; filename="document.jpg"',
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

/** One page of a document as a picture, for its owner and for the reviewers; each opening is in the audit log. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const context = await requestContext();
  try {
    const { id: documentId } = await params;
    const asked = new URL(request.url).searchParams;
    const page = Number(asked.get("page") ?? "1");
    const small = asked.get("size") === "small";
    const input = { documentId, page: Number.isSafeInteger(page) ? page : 0, small };
    return new Response(await view(context, input), { headers: HEADERS });
  } catch (error) {
    if (!isDomainError(error))
      log().error({ requestId: context.requestId, err: error }, "document view failed");
    const { code } = isDomainError(error) ? error : new DomainError("internal");
    return Response.json({ code }, { status: httpStatusOf(code), headers: { "cache-control": "no-store" } });
  }
}

async function view(
  context: Awaited<ReturnType<typeof requestContext>>,
  input: { documentId: string; page: number; small: boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  const actor = { kind: "person", id: context.signedIn?.personId ?? "" } as const;
  if (context.signedIn?.active?.kind === "operator") {
    return viewDocument(depsFor(requireScope("review:read", context), actor, context.requestId), input);
  }
  return viewDocument(depsFor(requireScope("application:read", context), actor, context.requestId), input);
}
