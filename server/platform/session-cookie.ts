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

/** The cookie that ties a sign-in code to the browser that asked for it. */
export function signInCookie(): { name: string; options: CookieOptions } {
  return cookieOf("noren.sign-in");
}

/** A fresh secret as text: 256 bits in base64url. */
export function tokenText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

/** The secret of a browser that waits for a code, and the e-mail that it waits at. */
export type SignInTicket = { readonly nonce: string; readonly email: string };

/** Stored form of a ticket. */
export function ticketText({ nonce, email }: SignInTicket): string {
  return `${nonce}.${Buffer.from(email, "utf8").toString("base64url")}`;
}

/** Reads a ticket back; what was tampered with is none. */
export function readTicket(text: string | undefined): SignInTicket | undefined {
  const [, nonce, encoded] = /^([\w-]{43})\.([\w-]{1,450})$/.exec(text ?? "") ?? [];
  if (nonce === undefined || encoded === undefined) return undefined;
  return { nonce, email: Buffer.from(encoded, "base64url").toString("utf8") };
}
