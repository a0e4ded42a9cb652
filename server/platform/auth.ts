import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import EmailProvider from "next-auth/providers/email";
import { wallNow } from "./clock";
import { randomBytes, sha256Hex } from "./crypto";
import { env } from "./env";
import { log } from "./log";
import { cookieOf, sessionCookie, tokenText } from "./session-cookie";

/** What next-auth's adapter works with, for one request of one browser; the identity domain provides it. */
export type SignInDesk = {
  readonly newCode: () => string;
  readonly sendCode: (email: string, code: string) => Promise<void>;
  /** `token` is next-auth's hash of the code under NEXTAUTH_SECRET, never the code. */
  readonly rememberCode: (email: string, token: string) => Promise<void>;
  readonly redeemCode: (email: string, token: string) => Promise<boolean>;
  readonly findPerson: (email: string) => Promise<DeskAccount | null>;
  readonly enrolPerson: (email: string) => Promise<DeskAccount>;
  readonly openSession: (personId: string, token: string) => Promise<{ readonly expiresAtMs: number }>;
  readonly closeSession: (token: string) => Promise<void>;
};

export type DeskAccount = { readonly id: string; readonly email: string; readonly blocked: boolean };

const MINUTE_MS = 60_000;

function userOf({ id, email }: DeskAccount): AdapterUser {
  return { id, email, emailVerified: null };
}

function adapterFor(desk: SignInDesk): Adapter {
  let account: DeskAccount | null = null;
  const findAccount = async (email: string) => {
    account = await desk.findPerson(email);
    return account ? userOf(account) : null;
  };
  return {
    createVerificationToken: async (verification) => {
      await desk.rememberCode(verification.identifier, verification.token);
      return verification;
    },
    useVerificationToken: async ({ identifier, token }) => {
      const accepted = await desk.redeemCode(identifier, token);
      return accepted ? { identifier, token, expires: new Date(wallNow() + MINUTE_MS) } : null;
    },
    getUserByEmail: findAccount,
    createUser: async ({ email }: Omit<AdapterUser, "id">) => userOf(await desk.enrolPerson(email)),
    updateUser: async ({ id }) => userOf({ id, email: account?.email ?? "", blocked: false }),
    createSession: async ({ sessionToken, userId }) => {
      const { expiresAtMs } = await desk.openSession(userId, sessionToken);
      return { sessionToken, userId, expires: new Date(expiresAtMs) };
    },
    // The session that a browser brings along is never continued: signing in opens a new one.
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: (token) => desk.closeSession(token),
  };
}

function optionsFor(desk: SignInDesk): AuthOptions {
  const { nextAuthSecret, publicUrl } = env();
  return {
    secret: nextAuthSecret,
    useSecureCookies: publicUrl.startsWith("https:"),
    adapter: adapterFor(desk),
    session: { strategy: "database", generateSessionToken: () => tokenText(randomBytes(32)) },
    cookies: {
      sessionToken: sessionCookie(),
      csrfToken: csrfCookie(),
      callbackUrl: cookieOf("noren.callback-url"),
    },
    pages: { signIn: "/signin", error: "/signin", verifyRequest: "/signin" },
    providers: [
      EmailProvider({
        maxAge: 600,
        generateVerificationToken: desk.newCode,
        sendVerificationRequest: ({ identifier, token }) => desk.sendCode(identifier, token),
      }),
    ],
    logger: {
      error: (event, detail) =>
        log().error({ event, err: detail instanceof Error ? detail : detail.error }, "sign-in failed"),
      warn: (event) => log().debug({ event }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

function csrfCookie() {
  return cookieOf("noren.csrf");
}

/**
 * Sends a code through next-auth. Its own double-submit token is made here and given to it at once: the caller has
 * already refused posts of other origins, so the form needs none.
 * @returns whether the code is on its way
 */
export async function askForCode(email: string, desk: SignInDesk): Promise<boolean> {
  const csrfToken = sha256Hex(randomBytes(32));
  const { name, options } = csrfCookie();
  const jar = await cookies();
  jar.set(name, `${csrfToken}|${sha256Hex(`${csrfToken}${env().nextAuthSecret}`)}`, options);
  const request = new NextRequest(`${env().publicUrl}/api/auth/signin/email`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email, csrfToken }).toString(),
  });
  const answer: Response = await NextAuth(
    request,
    { params: { nextauth: ["signin", "email"] } },
    optionsFor(desk),
  );
  jar.delete(name);
  return answer.headers.get("location")?.includes("provider=email&type=email") ?? false;
}

/**
 * Signs in with a posted code. next-auth takes the code from an address, so the post becomes a request that exists
 * in this process alone and never on a wire or in a log.
 * @returns the `Set-Cookie` of the new session, or undefined when the code was refused
 */
export async function signInWithCode(
  email: string,
  code: string,
  desk: SignInDesk,
): Promise<string | undefined> {
  const address = new URL("/api/auth/callback/email", env().publicUrl);
  address.search = new URLSearchParams({ email, token: code }).toString();
  const request = new NextRequest(address);
  const answer: Response = await NextAuth(
    request,
    { params: { nextauth: ["callback", "email"] } },
    optionsFor(desk),
  );
  const { name } = sessionCookie();
  return answer.headers.getSetCookie().find((cookie) => new RegExp(`^${name}=[^;]`).test(cookie));
}
