import { normaliseEmail, type PersonLocale } from "@/server/identity/rules";
import {
  closeSession,
  type DeskDeps,
  enrolPerson,
  openSession,
  redeemCode,
  rememberCode,
} from "@/server/identity/sign-in/commands";
import { codeMail } from "@/server/identity/sign-in/document";
import { findPersonByEmail } from "@/server/identity/sign-in/queries";
import { newCode, SIGN_IN_LIMITS } from "@/server/identity/sign-in/rules";
import { DomainError, type ErrorCode } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import type { DeskAccount, SignInDesk } from "@/server/platform/auth";
import { wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { sessionCookie, tokenText } from "@/server/platform/session-cookie";
import { personDeps, visitorDeps } from "./entry";

/** One browser at the desk. */
export type Visitor = {
  readonly nonce: string;
  readonly locale: PersonLocale;
  readonly requestId: string;
  readonly userAgent: string;
  /** The session token that the browser brought along. */
  readonly presentedToken: string | undefined;
};

/** What became of a try, read after next-auth has answered, which tells no reasons. */
export type DeskOutcome = { refusal: ErrorCode | undefined; account: DeskAccount | undefined };

function atTheDesk(deps: Deps<PersonScope>): DeskDeps {
  return { ...deps, wallMs: wallNow() };
}

/** Everything next-auth needs to serve one visitor, and where the outcome can be read. */
export function signInDesk(visitor: Visitor): { desk: SignInDesk; outcome: DeskOutcome } {
  const { nonce, locale, requestId } = visitor;
  const outcome: DeskOutcome = { refusal: undefined, account: undefined };
  const visitorDesk = () => atTheDesk(visitorDeps(requestId));
  const met = (account: DeskAccount | null) => {
    outcome.account = account ?? undefined;
    return account;
  };
  const desk: SignInDesk = {
    newCode: () => newCode(randomBytes),
    sendCode: (email, code) => sendMail({ to: email, ...codeMail(code, locale) }),
    rememberCode: (email, token) => rememberCode(visitorDesk(), { email, nonce }, token),
    redeemCode: async (email, token) => {
      const result = await redeemCode(visitorDesk(), { email, nonce }, token);
      outcome.refusal = result === "accepted" ? undefined : result;
      return result === "accepted";
    },
    findPerson: async (email) => met(await findPersonByEmail(sqlOfClient(poolFor("app")), email)),
    enrolPerson: async (email) => {
      const { id } = await enrolPerson(visitorDeps(requestId), { email, name: "", locale });
      const account = { id, email, blocked: false };
      outcome.account = account;
      return account;
    },
    openSession: async (personId, token) => {
      const deps = atTheDesk(personDeps(personId, requestId));
      const { userAgent, presentedToken: replaces } = visitor;
      try {
        return await openSession(deps, { token, userAgent, replaces });
      } catch (error) {
        if (error instanceof DomainError) outcome.refusal = error.code;
        throw error;
      }
    },
    closeSession: (token) => closeSession(visitorDesk(), token),
  };
  return { desk, outcome };
}

/** Counts a request for a code. @throws DomainError too_many_requests */
export async function spendCodeRequest(email: string, clientAddress: string): Promise<void> {
  await spendRateLimit(SIGN_IN_LIMITS.codeByAddress, clientAddress);
  await spendRateLimit(SIGN_IN_LIMITS.codeByEmail, email);
  await spendRateLimit(SIGN_IN_LIMITS.codeByEmailDaily, email);
}

/** Counts a try of a code. @throws DomainError too_many_requests */
export async function spendCodeEntry(email: string, clientAddress: string): Promise<void> {
  await spendRateLimit(SIGN_IN_LIMITS.attemptByAddress, clientAddress);
  await spendRateLimit(SIGN_IN_LIMITS.attemptByEmail, email);
}

/** Ends the session that a browser shows. */
export async function signOut(token: string, requestId: string): Promise<void> {
  await closeSession(atTheDesk(visitorDeps(requestId)), token);
}

/**
 * Signs a person in without a code, for the command line of the sandbox. The second factor counts as given now, so
 * that for ten minutes nothing asks for it again. @returns `name=value` of the cookie
 * @throws DomainError not_permitted outside the sandbox, not_found for an unknown e-mail, person_blocked
 */
export async function openSandboxSession(email: string): Promise<string> {
  if (!env().sandbox) throw new DomainError("not_permitted");
  const person = await findPersonByEmail(sqlOfClient(poolFor("app")), normaliseEmail(email));
  if (!person) throw new DomainError("not_found");
  const token = tokenText(randomBytes(32));
  const deps = atTheDesk(personDeps(person.id, "noren-session"));
  await openSession(deps, { token, userAgent: "noren session", secondFactorGiven: true });
  return `${sessionCookie().name}=${token}`;
}
