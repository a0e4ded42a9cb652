import { env } from "./env";

/**
 * Does a browser send this from another site? Browsers name the origin of every post, and the `Host` they send is
 * the address they post to; what names none of the two is no browser, or one too old to be fooled past the
 * `SameSite` cookie.
 */
export function isCrossOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null) {
    const site = headers.get("sec-fetch-site");
    return site !== null && site !== "same-origin" && site !== "none";
  }
  if (origin === new URL(env().publicUrl).origin) return false;
  const host = headers.get("host");
  return !URL.canParse(origin) || host === null || new URL(origin).host !== host;
}
