import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { PersonScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { askForPasskey, type PasskeyAnswer, verifyPasskey } from "@/server/platform/passkeys";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { listSealed, openApp, openPasskey } from "./queries";
import { acceptedStep, CHALLENGE_MS, FACTOR_LIMITS } from "./rules";

/** Second factors live by the wall clock, like the session that they are given in. */
export type FactorDeps = Deps<PersonScope> & { readonly sessionId: string; readonly wallMs: number };

/** Counts a try before it is compared, so that no batch of tries shares one. @throws DomainError too_many_requests */
async function spendTry(deps: FactorDeps): Promise<void> {
  await spendRateLimit(FACTOR_LIMITS.tries, deps.scope.personId);
  await spendRateLimit(FACTOR_LIMITS.triesDaily, deps.scope.personId);
}

/**
 * Gives the second factor with the code of an authenticator app. A code is good for once: the step that it belongs
 * to, and every earlier one, is never accepted again.
 * @throws DomainError factor_wrong, too_many_requests
 */
export async function giveAppCode(deps: FactorDeps, { code }: { code: string }): Promise<void> {
  await spendTry(deps);
  await deps.transact(async (tx) => {
    for (const row of await listSealed(tx, deps.scope.personId, "app")) {
      const afterStep = Number(row.counter);
      const step = acceptedStep({ secret: openApp(row), code, afterStep, wallMs: deps.wallMs });
      if (step !== undefined && (await advanceCounter(tx, deps, row, step))) {
        await markGiven(tx, deps, { method: "app", factorId: row.id });
        return;
      }
    }
    throw new DomainError("factor_wrong");
  });
}

/** What the browser has to sign next with one of the person's passkeys. @throws DomainError not_found without one */
export async function challengePasskey(deps: FactorDeps): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return deps.transact(async (tx) => {
    const rows = await listSealed(tx, deps.scope.personId, "passkey");
    if (rows.length === 0) throw new DomainError("not_found");
    const options = await askForPasskey(rows.map(openPasskey));
    await rememberChallenge(tx, deps, "give", options.challenge);
    return options;
  });
}

/**
 * Gives the second factor with a passkey. The challenge is gone with the first answer, right or wrong.
 * @throws DomainError factor_wrong, factor_stale, too_many_requests
 */
export async function givePasskey(
  deps: FactorDeps,
  { response }: { response: PasskeyAnswer },
): Promise<void> {
  await spendTry(deps);
  const challenge = await takeChallenge(deps, "give");
  await deps.transact(async (tx) => {
    const rows = await listSealed(tx, deps.scope.personId, "passkey");
    const row = rows.find((one) => openPasskey(one).credentialId === response.id);
    const counter = row ? await verifyPasskey(response, challenge, openPasskey(row)) : undefined;
    if (!row || counter === undefined) throw new DomainError("factor_wrong");
    await advanceCounter(tx, deps, row, counter);
    await markGiven(tx, deps, { method: "passkey", factorId: row.id });
  });
}

/**
 * Gives the second factor with a recovery code, which is then used up.
 * @throws DomainError factor_wrong, too_many_requests
 */
export async function giveRecoveryCode(
  deps: FactorDeps,
  { code }: { code: string },
): Promise<{ left: number }> {
  await spendTry(deps);
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: { personId, codeHash: recoveryHash(personId, code), usedAt: null },
      data: { usedAt: instant(deps.wallMs) },
    });
    if (count !== 1) throw new DomainError("factor_wrong");
    await markGiven(tx, deps, { method: "recovery_code", factorId: null });
    return { left: await tx.recoveryCode.count({ where: { personId, usedAt: null } }) };
  });
}

/** Eighty random bits need no slow hash: nobody tries them one by one. */
export function recoveryHash(personId: string, code: string): string {
  return sha256Hex(`recovery_code\n${personId}\n${code}`);
}

/** Moves a factor's counter forward; of two requests with the same code one finds it moved already. */
async function advanceCounter(
  tx: Tx,
  deps: FactorDeps,
  row: { readonly id: string; readonly counter: bigint },
  counter: number,
): Promise<boolean> {
  const { count } = await tx.secondFactor.updateMany({
    where: { id: row.id, counter: row.counter },
    data: { counter: BigInt(counter), lastUsedAt: instant(deps.wallMs) },
  });
  return count === 1;
}

/** Notes in the session, and in the audit log, that the second factor has just been given. */
export async function markGiven(
  tx: Tx,
  deps: FactorDeps,
  given: { readonly method: string; readonly factorId: string | null },
): Promise<void> {
  const { personId } = deps.scope;
  const { count } = await tx.session.updateMany({
    where: { id: deps.sessionId, personId },
    data: { steppedUpAt: instant(deps.wallMs) },
  });
  if (count === 0) throw new DomainError("not_signed_in");
  await recordAudit(tx, deps, {
    action: "session.second_factor",
    subjectId: personId,
    tenantId: null,
    after: { sessionId: deps.sessionId, ...given },
  });
}

/** Keeps what the session's browser has to sign, in place of what it had to sign before. */
export async function rememberChallenge(
  tx: Tx,
  deps: FactorDeps,
  purpose: "give" | "enrol",
  challenge: string,
): Promise<void> {
  const data = { purpose, challenge, expiresAt: instant(deps.wallMs + CHALLENGE_MS) };
  await tx.secondFactorChallenge.upsert({
    where: { sessionId: deps.sessionId },
    create: { sessionId: deps.sessionId, ...data },
    update: data,
    select: { sessionId: true },
  });
}

/**
 * Takes the session's challenge away, in a transaction of its own: a wrong answer must not give it back.
 * @throws DomainError factor_stale
 */
export async function takeChallenge(deps: FactorDeps, purpose: "give" | "enrol"): Promise<string> {
  const { sessionId } = deps;
  const taken = await deps.transact(async (tx) => {
    const row = await tx.secondFactorChallenge.findUnique({
      where: { sessionId },
      select: { purpose: true, challenge: true, expiresAt: true },
    });
    const { count } = await tx.secondFactorChallenge.deleteMany({
      where: { sessionId, challenge: row?.challenge ?? "" },
    });
    return count === 1 ? row : null;
  });
  const isGood = taken?.purpose === purpose && taken.expiresAt.getTime() > deps.wallMs;
  if (!isGood) throw new DomainError("factor_stale");
  return taken.challenge;
}

/**
 * Takes one of the person's factors away. Operators keep at least one.
 * @throws DomainError not_found, last_factor
 */
export async function removeFactor(
  deps: FactorDeps,
  input: { readonly factorId: string; readonly isOperator: boolean },
): Promise<void> {
  const { personId } = deps.scope;
  await deps.transact(async (tx) => {
    const own = await tx.secondFactor.findMany({
      where: { personId, confirmedAt: { not: null } },
      select: { id: true, kind: true, label: true },
    });
    const gone = own.find(({ id }) => id === input.factorId);
    if (!gone) throw new DomainError("not_found");
    if (own.length === 1 && input.isOperator) throw new DomainError("last_factor");
    await tx.secondFactor.deleteMany({ where: { id: gone.id, personId } });
    // Without a factor the session owes none, and its recovery codes open nothing any more.
    if (own.length === 1) await tx.recoveryCode.deleteMany({ where: { personId } });
    await tellFactorChange(tx, deps, personId, { before: gone });
  });
}

/** Tells the audit log and the outbox that somebody's factors have changed. */
export async function tellFactorChange(
  tx: Tx,
  deps: Pick<Deps, "actor" | "requestId" | "now" | "newId">,
  personId: string,
  change: { readonly before?: Record<string, unknown>; readonly after?: Record<string, unknown> },
): Promise<void> {
  const action = change.after === undefined ? "second_factor.remove" : "second_factor.add";
  await recordAudit(tx, deps, { action, subjectId: personId, tenantId: null, ...change });
  await emitEvent(tx, deps, {
    type: "second_factor.changed",
    tenantId: null,
    subjectId: personId,
    payload: { personId },
  });
}
