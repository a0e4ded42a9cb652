import { answerIntegration } from "@/server/api/integration";
import { clientAddressOf, requestIdOf } from "@/server/api/request-context";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Everything that a merchant's own systems read. */
export async function GET(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const { status, headers, body } = await answerIntegration({
    path: decodeURI(pathname).replace(/^\/api\/v1/, ""),
    query: Object.fromEntries(searchParams),
    authorization: request.headers.get("authorization"),
    clientAddress: clientAddressOf(request.headers),
    requestId: requestIdOf(request.headers),
  });
  return new Response(JSON.stringify(body), { status, headers });
}
