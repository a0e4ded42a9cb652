import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { takeCopy } from "@/server/privacy/copies/commands";
import { copyJson } from "@/server/privacy/copies/document";
import { readCopy } from "@/server/privacy/copies/queries";

type Params = { params: Promise<{ id: string }> };

/** Streams a person's own data, once the desk has released it. */
export async function POST(_request: Request, { params }: Params): Promise<Response> {
  const context = await requestContext();
  try {
    const { id: requestId } = await params;
    const actor = { kind: "person", id: context.signedIn?.personId ?? "" } as const;
    const deps = depsFor(requireScope("account:change", context), actor, context.requestId);
    const { personId, releasedAt } = await takeCopy(deps, { requestId });
    const text = copyJson({ request: requestId, releasedAt: releasedAt.toISOString() }, readCopy(personId));
    return new Response(bytesOf(text), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": 'attachment; filename="my-data.json"',
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "copy failed");
    const { code } = isDomainError(error) ? error : new DomainError("internal");
    return Response.json({ code }, { status: httpStatusOf(code), headers: { "cache-control": "no-store" } });
  }
}

function bytesOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await text.return(undefined)),
  });
}
