import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { requestContext } from "@/server/api/request-context";
import { appRouter } from "@/server/api/root";
import { isCrossOrigin } from "@/server/platform/same-origin";

const MAX_BATCH = 10;

/**
 * Every procedure of the product. Only POST: inputs stay out of addresses, and with them out of access logs and
 * histories.
 */
export async function POST(request: Request): Promise<Response> {
  if (isCrossOrigin(request.headers)) {
    return Response.json(
      { error: "cross_origin" },
      { status: 403, headers: { "cache-control": "no-store" } },
    );
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => requestContext(),
    allowMethodOverride: true,
    maxBatchSize: MAX_BATCH,
    responseMeta: () => ({ headers: new Headers({ "cache-control": "private, no-store" }) }),
  });
}
