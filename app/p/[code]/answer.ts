import type { Html, PageContext } from "@/server/payments/shopper/document";
import { languageOf } from "@/server/payments/shopper/rules";
import { randomBytes } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";

/** The parts of an address that a page of the shopper's keeps when its language is switched. */
const KEPT = ["wallet", "amount", "payment"] as const;

/** What the page needs to know of its request; nothing of it is remembered. */
export function contextOf(request: Request, path: string): PageContext {
  const query = new URL(request.url).searchParams;
  return {
    language: languageOf(query.get("lang"), request.headers.get("accept-language")),
    nonce: Buffer.from(randomBytes(16)).toString("base64"),
    sandbox: env().sandbox,
    brand: env().brand,
    path,
    query: KEPT.flatMap((name) => {
      const value = query.get(name);
      return value === null ? [] : [[name, value.slice(0, 100)] as const];
    }),
  };
}

/** Where a form of the page may lead: here, and on to the wallet network's payment pages. */
function formTargets(): string {
  const { publicUrl, networkBaseUrl } = env();
  const origins = [publicUrl, networkBaseUrl].flatMap((url) =>
    url === undefined ? [] : new URL(url).origin,
  );
  return ["'self'", ...new Set(origins)].join(" ");
}

/** The answer with a page: never kept, nothing loaded from anywhere, its own style and script by nonce. */
export function pageAnswer(page: Html, { nonce, language }: PageContext, status = 200): Response {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    // The shop's own picture, from this very page's address.
    "img-src 'self'",
    `form-action ${formTargets()}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return new Response(String(page), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": language,
      "content-security-policy": policy,
      "cache-control": "private, no-store",
      vary: "accept-language",
    },
  });
}

/** After a form: on to another address by GET, so that going back and reloading send nothing twice. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
}
