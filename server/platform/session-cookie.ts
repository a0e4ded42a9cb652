import { env } from "./env";

/** Attributes of a cookie that only the server reads. */
export type CookieOptions = {
  readonly httpOnly: true;
  readonly sameSite: "lax";
  readonly path: "/";
  readonly secure: boolean;
};

/** Cookies are `Secure` wherever people reach Noren by https, and then bound to this host alone by their prefix. */
export function cookieOf(name: string): { name: string; options: CookieOptions } {
  const secure = env().publicUrl.startsWith("https:");
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
}

/** The cookie that carries the session token. */
export function sessionCookie(): { name: string; options: CookieOptions } {
  return cookieOf("next-auth.session-token");
}

/** A fresh secret as text: 256 bits in base64url. */
export function tokenText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
