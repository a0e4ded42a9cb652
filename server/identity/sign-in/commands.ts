import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import { equalSecrets, sha256Hex } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { sessionLifetimeMs } from "../rules";
import { CODE_MINUTES, MAX_ATTEMPTS } from "./rules";

const MINUTE_MS = 60_000;

/** The desk's deps: codes and sessions live by the wall clock, whatever the business clock says. */
export type DeskDeps = Deps<PersonScope> & { readonly wallMs: number };

/** Which browser asked, for which e-mail. */
export type CodeHolder = { readonly email: string; readonly nonce: string };

/** Only someone who holds the nonce can test a code against the hash: six digits alone would be guessed from a dump. */
function codeHash({ email, nonce }: CodeHolder, code: string): string {
  return sha256Hex(`${email}\n${nonce}\n${code}`);
}

/** Keeps a code for one browser, in place of the one it had before. Nothing tells whether the e-mail is known. */
export async function rememberCode(deps: DeskDeps, holder: CodeHolder, code: string): Promise<void> {
  const { email } = holder;
  const nonceHash = sha256Hex(holder.nonce);
  const data = {
    codeHash: codeHash(holder, code),
    attempts: 0,
    expiresAt: instant(deps.wallMs + CODE_MINUTES * MINUTE_MS),
    createdAt: instant(deps.wallMs),
  };
  await deps.transact(async (tx) => {
    // An hour's grace, so that a late try still hears that its code is old rather than unknown.
    await tx.signInCode.deleteMany({ where: { expiresAt: { lt: instant(deps.wallMs - 60 * MINUTE_MS) } } });
    await tx.signInCode.upsert({
      where: { email_nonceHash: { email, nonceHash } },
      create: { id: deps.newId("signInCode"), email, nonceHash, ...data },
      update: data,
      select: { id: true },
    });
  });
}

export type Redemption = "accepted" | "code_wrong" | "code_expired";

/**
 * Tries a code. Every try counts before it is compared, so that parallel tries cannot share one; the row is deleted
 * with the first success, so that a code opens one session.
 */
export async function redeemCode(deps: DeskDeps, holder: CodeHolder, code: string): Promise<Redemption> {
  const { email } = holder;
  const nonceHash = sha256Hex(holder.nonce);
  const given = codeHash(holder, code);
  return deps.transact(async (tx) => {
    const [row] = await tx.signInCode.updateManyAndReturn({
      where: { email, nonceHash, attempts: { lt: MAX_ATTEMPTS }, expiresAt: { gt: instant(deps.wallMs) } },
      data: { attempts: { increment: 1 } },
      select: { id: true, codeHash: true },
    });
    const equal = equalSecrets(row?.codeHash ?? "", given);
    if (!row) return "code_expired";
    if (!equal) return "code_wrong";
    const { count } = await tx.signInCode.deleteMany({ where: { id: row.id, codeHash: given } });
    return count === 1 ? "accepted" : "code_expired";
  });
}

/** The person of an e-mail, made at their first successful sign-in or when somebody gives them a role. */
export async function ensurePerson(
  tx: Tx,
  deps: Pick<Deps, "actor" | "requestId" | "now" | "newId">,
  { email, name, locale }: { email: string; name: string; locale: string },
): Promise<{ id: string; created: boolean }> {
  const made = await tx.person.createManyAndReturn({
    data: { id: deps.newId("person"), email, name, locale, createdAt: instant(deps.now) },
    skipDuplicates: true,
    select: { id: true },
  });
  const [first] = made;
  if (!first) {
    const known = await tx.person.findUniqueOrThrow({ where: { email }, select: { id: true } });
    return { id: known.id, created: false };
  }
  // Who signs in for the first time acts as the person that they have just become.
  const actor = deps.actor.id === "visitor" ? { kind: "person" as const, id: first.id } : deps.actor;
  await recordAudit(
    tx,
    { ...deps, actor },
    { action: "person.create", subjectId: first.id, tenantId: null, after: { email, name, locale } },
  );
  return { id: first.id, created: true };
}

/** The same as a command of its own, for the sign-in desk. */
export async function enrolPerson(
  deps: Deps<PersonScope>,
  person: { email: string; name: string; locale: string },
): Promise<{ id: string; created: boolean }> {
  return deps.transact((tx) => ensurePerson(tx, deps, person));
}

export type NewSession = {
  readonly token: string;
  readonly userAgent: string;
  /** The token that the browser brought along: that session ends, so that nobody's fixed token becomes a session. */
  readonly replaces?: string;
  /** The second factor counts as given: the sandbox's command line, where the machine itself vouches. */
  readonly secondFactorGiven?: true;
};

/**
 * Opens a session under a new id. @returns when it ends (epoch milliseconds of wall time)
 * @throws DomainError person_blocked
 */
export async function openSession(deps: DeskDeps, session: NewSession): Promise<{ expiresAtMs: number }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    if (session.replaces) await tx.session.deleteMany({ where: { tokenHash: sha256Hex(session.replaces) } });
    const person = await tx.person.findFirst({
      where: { id: personId, blockedAt: null },
      select: { id: true },
    });
    if (!person) throw new DomainError("person_blocked");
    const desk = await tx.membership.count({ where: { personId, tenantId: null, revokedAt: null } });
    const expiresAtMs = deps.wallMs + sessionLifetimeMs(desk > 0);
    const id = deps.newId("session");
    await tx.session.create({
      data: {
        id,
        personId,
        tokenHash: sha256Hex(session.token),
        userAgent: session.userAgent.slice(0, 200),
        createdAt: instant(deps.wallMs),
        expiresAt: instant(expiresAtMs),
        steppedUpAt: session.secondFactorGiven ? instant(deps.wallMs) : null,
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "session.open",
      subjectId: personId,
      tenantId: null,
      after: { sessionId: id, expiresAtMs },
    });
    return { expiresAtMs };
  });
}

/** Ends the session of a token; a token that opens nothing is no error. */
export async function closeSession(deps: DeskDeps, token: string): Promise<void> {
  await deps.transact(async (tx) => {
    const tokenHash = sha256Hex(token);
    const session = await tx.session.findUnique({
      where: { tokenHash },
      select: { id: true, personId: true },
    });
    if (!session) return;
    await tx.session.deleteMany({ where: { id: session.id } });
    await recordAudit(
      tx,
      { ...deps, actor: { kind: "person", id: session.personId } },
      {
        action: "session.close",
        subjectId: session.personId,
        tenantId: null,
        before: { sessionId: session.id },
      },
    );
  });
}
