import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { Html, PageContext } from "../document";
import { chooseLocale, LOCALES } from "../rules";
import { WORDS } from "../words.data";

export type ScreenEnv = { Variables: { nonce: string } };
export type Screen = Context<ScreenEnv>;

const YEAR_SECONDS = 365 * 86_400;

/**
 * A router for screens: a strict policy with a nonce for every answer, nothing kept in caches, and forms accepted
 * only from the same site.
 * @param publicUrl forms may lead on to Noren, which answers there
 */
export function screenRouter(publicUrl: string): Hono<ScreenEnv> {
  const app = new Hono<ScreenEnv>();
  app.use(secureHeaders({ xFrameOptions: "DENY", referrerPolicy: "same-origin" }));
  app.use(async (c, next) => {
    c.set("nonce", randomBytes(16).toString("base64url"));
    if (c.req.method !== "GET" && isForeign(c, publicUrl)) throw new HTTPException(403);
    const chosen = LOCALES.find((locale) => locale === c.req.query("lang"));
    if (chosen) setOwnCookie(c, "sandbox_lang", chosen);
    await next();
    const nonce = c.get("nonce");
    c.header("Cache-Control", "no-store");
    c.header(
      "Content-Security-Policy",
      [
        "default-src 'none'",
        `style-src-elem 'nonce-${nonce}'`,
        "style-src-attr 'unsafe-inline'",
        `script-src 'nonce-${nonce}'`,
        "img-src 'self' data:",
        "media-src 'self' blob: mediastream:",
        `form-action 'self' ${new URL(publicUrl).origin}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    );
  });
  return app;
}

/** Browsers say where a form comes from; tools that say nothing carry no one's cookies. */
function isForeign(c: Screen, publicUrl: string): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = c.req.header("Origin");
  return origin !== undefined && origin !== new URL(publicUrl).origin;
}

/** Remembers something on the tester's own phone. */
export function setOwnCookie(c: Screen, name: string, value: string): void {
  setCookie(c, name, value, { path: "/sandbox", httpOnly: true, sameSite: "Lax", maxAge: YEAR_SECONDS });
}

/** Language, words and nonce of this answer. */
export function pageContext(c: Screen): PageContext {
  const locale = chooseLocale(
    c.req.query("lang") ?? getCookie(c, "sandbox_lang"),
    c.req.header("Accept-Language"),
  );
  const url = new URL(c.req.url);
  // A screen that answers a form has no address of its own to come back to.
  const query = c.req.method === "GET" ? url.searchParams : new URLSearchParams();
  query.delete("lang");
  query.append("lang", "");
  const path = c.req.method === "GET" ? url.pathname : "/sandbox/wallet";
  return {
    locale,
    words: WORDS[locale],
    nonce: c.get("nonce"),
    localeHref: `${path}?${query.toString()}`,
  };
}

/** Sends a page. */
export async function sendPage(c: Screen, page: Html, status: 200 | 400 | 404 = 200): Promise<Response> {
  return c.html(await page, status);
}
