import { clientAddressOf } from "@/server/api/request-context";
import { env } from "@/server/platform/env";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

// Meant for the next hop alone (RFC 9110, 7.6.1), or made anew by fetch.
const HOP_HEADERS = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "host",
  "content-length",
  "content-encoding",
  "accept-encoding",
  "expect",
];
/** The sandbox sees cookies of its own and never a session of Noren. */
const SANDBOX_COOKIE = /^sandbox_\w+=/;

/** Hands a request on to the sandbox process, which has no address of its own for browsers. */
async function pass(request: Request): Promise<Response> {
  const { sandbox, sandboxUrl } = env();
  if (!sandbox || sandboxUrl === undefined) return new Response(null, { status: 404 });
  const { pathname, search } = new URL(request.url);
  const init: RequestInit & { duplex: "half" } = {
    method: request.method,
    headers: requestHeaders(request.headers),
    body: request.body,
    redirect: "manual",
    signal: request.signal,
    duplex: "half",
  };
  try {
    const answer = await fetch(`${sandboxUrl}${pathname}${search}`, init);
    return new Response(answer.body, { status: answer.status, headers: responseHeaders(answer.headers) });
  } catch {
    return new Response("SANDBOX: 503", { status: 503, headers: { "cache-control": "no-store" } });
  }
}

function requestHeaders(given: Headers): Headers {
  const headers = new Headers(given);
  for (const name of HOP_HEADERS) headers.delete(name);
  const cookies = (given.get("cookie") ?? "").split(/;\s*/).filter((cookie) => SANDBOX_COOKIE.test(cookie));
  if (cookies.length === 0) headers.delete("cookie");
  else headers.set("cookie", cookies.join("; "));
  headers.set("x-forwarded-for", clientAddressOf(given));
  return headers;
}

function responseHeaders(given: Headers): Headers {
  const headers = new Headers(given);
  for (const name of [...HOP_HEADERS, "set-cookie"]) headers.delete(name);
  for (const cookie of given.getSetCookie()) {
    if (SANDBOX_COOKIE.test(cookie)) headers.append("set-cookie", cookie);
  }
  return headers;
}

export { pass as DELETE, pass as GET, pass as HEAD, pass as PATCH, pass as POST, pass as PUT };
