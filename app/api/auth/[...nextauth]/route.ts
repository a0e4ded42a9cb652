import { cookies } from "next/headers";
import { z } from "zod";
import { isLocale, LOCALE_COOKIE } from "@/app/_i18n/locales";
import { requestLocale } from "@/app/_i18n/request";
import { httpStatusOf } from "@/server/api/error-map";
import { clientAddressOf, requestIdOf } from "@/server/api/request-context";
import { signInDesk, signOut, spendCodeEntry, spendCodeRequest } from "@/server/api/sign-in";
import { SECOND_FACTOR_PAGE, safePath } from "@/server/identity/rules";
import { findLanding, findPersonByEmail, owesSecondFactor } from "@/server/identity/sign-in/queries";
import {
  CODE_MINUTES,
  readTicket,
  SIGN_IN_COOKIE,
  type SignInTicket,
  ticketText,
} from "@/server/identity/sign-in/rules";
import { codeEntry, codeRequest } from "@/server/identity/sign-in/schema";
import { type ErrorCode, isDomainError } from "@/server/kernel/errors";
import { askForCode, signInWithCode } from "@/server/platform/auth";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { isCrossOrigin } from "@/server/platform/same-origin";
import { cookieOf, sessionCookie, tokenText } from "@/server/platform/session-cookie";

type Step = "email" | "code" | "done";
type Answer = {
  readonly step: Step;
  readonly goTo: string;
  readonly error?: ErrorCode;
  readonly cookie?: string;
};
type RouteContext = { readonly params: Promise<{ readonly nextauth: readonly string[] }> };

const ACTIONS = { "signin/email": sendCode, "callback/email": enterCode, signout: leave } as const;
const actionName = z.enum(["signin/email", "callback/email", "signout"]);

/**
 * The sign-in desk: e-mail, then code, then out again. Plain forms get a redirect; whoever
 * does not ask for HTML gets the same answer as JSON with its status. Nothing here answers GET, so no code and no
 * token ever stands in an address.
 */
export async function POST(request: Request, context: RouteContext): Promise<Response> {
  const action = actionName.safeParse((await context.params).nextauth.join("/"));
  if (!action.success) return Response.json({ error: "not_found" }, { status: 404 });
  if (isCrossOrigin(request.headers)) return Response.json({ error: "cross_origin" }, { status: 403 });
  const form = await formOf(request);
  const answer = answerTo(request, await ACTIONS[action.data](request, form));
  // What a browser still keeps of an application leaves it with the person.
  if (action.data === "signout") answer.headers.set("clear-site-data", '"storage"');
  return answer;
}

async function formOf(request: Request): Promise<Record<string, string>> {
  if (request.headers.get("content-type")?.includes("application/json")) {
    const body = z.record(z.string(), z.string()).safeParse(await request.json().catch(() => ({})));
    return body.success ? body.data : {};
  }
  const form = await request.formData().catch(() => new FormData());
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

async function sendCode(request: Request, form: Record<string, string>): Promise<Answer> {
  const input = codeRequest.safeParse(form);
  const nonce = readTicket((await cookies()).get(SIGN_IN_COOKIE)?.value)?.nonce ?? tokenText(randomBytes(32));
  if (!input.success) {
    // The form comes back with what was typed, which stands in no address.
    await keepTicket({ nonce, email: (form.email ?? "").slice(0, 254) });
    return refused("email", "invalid_input", form.next);
  }
  const { email, next } = input.data;
  try {
    await spendCodeRequest(email, clientAddressOf(request.headers));
    const { desk } = signInDesk(await visitorOf(request, nonce));
    if (!(await askForCode(email, desk))) return refused("email", "unavailable", next);
  } catch (error) {
    return refused("email", codeOf(error, request), next);
  }
  await keepTicket({ nonce, email });
  return { step: "code", goTo: signInPage("code", next) };
}

async function keepTicket(ticket: SignInTicket): Promise<void> {
  const { options } = cookieOf(SIGN_IN_COOKIE);
  (await cookies()).set(SIGN_IN_COOKIE, ticketText(ticket), { ...options, maxAge: CODE_MINUTES * 60 });
}

async function enterCode(request: Request, form: Record<string, string>): Promise<Answer> {
  const jar = await cookies();
  const ticket = readTicket(jar.get(SIGN_IN_COOKIE)?.value);
  const input = codeEntry.safeParse({ email: ticket?.email ?? "", ...form });
  if (!input.success) return refused("code", "invalid_input", form.next);
  const { email, code, next } = input.data;
  try {
    await spendCodeEntry(email, clientAddressOf(request.headers));
    const { desk, outcome } = signInDesk(
      await visitorOf(request, ticket?.nonce ?? tokenText(randomBytes(32))),
    );
    const cookie = await signInWithCode(email, code, desk);
    if (cookie === undefined) return refused("code", outcome.refusal ?? "unavailable", next);
    jar.delete(SIGN_IN_COOKIE);
    const { account } = outcome;
    await rememberLocale(email);
    return { step: "done", goTo: await afterCode(account?.id ?? "", safePath(next)), cookie };
  } catch (error) {
    return refused("code", codeOf(error, request), next);
  }
}

/** The code was right: on to the second factor where one is owed, else to where the person wanted to go. */
async function afterCode(personId: string, next: string | undefined): Promise<string> {
  if (!(await owesSecondFactor(personId))) return next ?? (await findLanding(personId));
  return next === undefined ? SECOND_FACTOR_PAGE : `${SECOND_FACTOR_PAGE}?${new URLSearchParams({ next })}`;
}

async function leave(request: Request): Promise<Answer> {
  const jar = await cookies();
  const { name } = sessionCookie();
  const token = jar.get(name)?.value;
  if (token) await signOut(token, requestIdOf(request.headers));
  jar.delete(name);
  return { step: "done", goTo: "/signin" };
}

/** From here on the screens speak the person's own language, whatever this browser was last used in. */
async function rememberLocale(email: string): Promise<void> {
  const jar = await cookies();
  const person = await findPersonByEmail(sqlOfClient(poolFor("app")), email);
  if (isLocale(person?.locale))
    jar.set(LOCALE_COOKIE, person.locale, { path: "/", sameSite: "lax", maxAge: 31_536_000 });
}

async function visitorOf(request: Request, nonce: string) {
  return {
    nonce,
    locale: await requestLocale(),
    requestId: requestIdOf(request.headers),
    userAgent: request.headers.get("user-agent") ?? "",
    presentedToken: (await cookies()).get(sessionCookie().name)?.value,
  };
}

function codeOf(error: unknown, request: Request): ErrorCode {
  if (isDomainError(error)) return error.code;
  log().error({ requestId: requestIdOf(request.headers), err: error }, "sign-in failed");
  return "unavailable";
}

function signInPage(step: Step, next: string | undefined, error?: ErrorCode): string {
  const asked = Object.entries({ step: step === "code" ? "code" : undefined, error, next: safePath(next) });
  const query = new URLSearchParams(
    asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return query.size === 0 ? "/signin" : `/signin?${query}`;
}

function refused(step: Step, error: ErrorCode, next: string | undefined): Answer {
  return { step, error, goTo: signInPage(step, next, error) };
}

function answerTo(request: Request, { step, goTo, error, cookie }: Answer): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (cookie !== undefined) headers.append("set-cookie", cookie);
  if (request.headers.get("accept")?.includes("text/html")) {
    headers.set("location", goTo);
    return new Response(null, { status: 303, headers });
  }
  const body = error === undefined ? { ok: true, step, next: goTo } : { ok: false, step, error };
  return Response.json(body, { status: error === undefined ? 200 : httpStatusOf(error), headers });
}
