import { type NextRequest, NextResponse } from "next/server";
import { OPERATOR_PAGE_HEADER } from "@/app/_i18n/locales";
import { COMMON_HEADERS } from "@/server/platform/answer-headers";
import { env } from "@/server/platform/env";
import { isCrossOrigin } from "@/server/platform/same-origin";

const SIGNED_IN_PAGES = /^\/(home|payments|payouts|codes|stores|team|settings|inbox|counter|ops|apply)(\/|$)/;
const OPERATOR_PAGES = /^\/ops(\/|$)/;
/** Answers of these addresses carry headers of their own: HTML without React, or no HTML at all. */
const OWN_HEADERS = /^\/(p|sandbox)\//;

/** Methods that change nothing; every other is refused to another site, same-site ones included. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

function contentSecurityPolicy(nonce: string): string {
  const development = env().production ? "" : " 'unsafe-eval'";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self' 'nonce-${nonce}'${env().production ? "" : " 'unsafe-inline'"}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function hasSessionCookie(request: NextRequest): boolean {
  return request.cookies.getAll().some(({ name }) => name.endsWith("next-auth.session-token"));
}

/** Headers, and redirects that spare people a page they cannot use. Authorisation is the permission gate's work. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!READS.has(request.method) && isCrossOrigin(request.headers)) {
    return NextResponse.json({ error: "cross_origin" }, { status: 403, headers: COMMON_HEADERS });
  }
  if (SIGNED_IN_PAGES.test(pathname) && !hasSessionCookie(request)) {
    const target = new URL("/signin", env().publicUrl);
    target.searchParams.set("next", `${pathname}${search}`);
    return NextResponse.redirect(target, { headers: COMMON_HEADERS });
  }
  const headers = new Headers(request.headers);
  const requestId = crypto.randomUUID();
  headers.set("x-request-id", requestId);
  headers.delete(OPERATOR_PAGE_HEADER);
  if (OPERATOR_PAGES.test(pathname)) headers.set(OPERATOR_PAGE_HEADER, "1");
  const page = !OWN_HEADERS.test(pathname) && !pathname.startsWith("/api/");
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  if (page) {
    headers.set("x-nonce", nonce);
    headers.set("content-security-policy", policy);
  }
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.headers.set(name, value);
  response.headers.set("x-request-id", requestId);
  if (page) response.headers.set("content-security-policy", policy);
  return response;
}

// The wallet network's calls are told by their signature, carry no cookie, and set their headers themselves: they are
// the hot path, and this would be one more pass over each of them. Files that are sent (`app/api/upload-of.ts`) are
// larger than what Next holds of a body for a proxy, and would arrive cut without a word; their handlers refuse other
// sites and set their headers themselves.
export const config = {
  matcher: [
    "/((?!_next/static|_next/image|favicon.ico|icon.svg|fonts/|api/network/|api/settlement/network-reports$|api/documents$|api/changes/papers$|api/disputes/evidence$|api/imports$).*)",
  ],
};
