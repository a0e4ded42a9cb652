import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { SystemScope } from "@/server/kernel/scope";
import { seal } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { askForNewPasskey, type NewPasskeyAnswer, verifyNewPasskey } from "@/server/platform/passkeys";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { type FactorDeps, markGiven, rememberChallenge, takeChallenge, tellFactorChange } from "../commands";
import { factorAad, getSessionStart, listSealed, openApp, openPasskey, SANDBOX_APP } from "../queries";
import { writeRecoveryCodes } from "../recovery/commands";
import {
  acceptedStep,
  appAddress,
  appSecretText,
  FACTOR_LIMITS,
  type FactorKind,
  newAppSecret,
  refusalOfEnrolment,
} from "../rules";

/** Whose factor it is, as the device will name it. */
export type FactorOwner = {
  readonly email: string;
  readonly brand: string;
  readonly steppedUpAtMs: number | null;
};

/** What is shown once a factor has been set up: recovery codes with the first, none with the others. */
export type Enrolled = { readonly recoveryCodes: string[] };

async function requireMayEnrol(tx: Tx, deps: FactorDeps, steppedUpAtMs: number | null): Promise<number> {
  const { personId } = deps.scope;
  const factors = await tx.secondFactor.count({ where: { personId, confirmedAt: { not: null } } });
  const startedAtMs = await getSessionStart(tx, deps.scope, deps.sessionId);
  const refusal = refusalOfEnrolment({ factors, startedAtMs, steppedUpAtMs, wallMs: deps.wallMs });
  if (refusal) throw new DomainError(refusal);
  return factors;
}

/**
 * Begins with an authenticator app: its secret, as a symbol's content and as text. It counts once the first code of
 * it has been typed.
 * @throws DomainError step_up_required, factor_enrolment_late, factor_count
 */
export async function beginApp(
  deps: FactorDeps,
  owner: FactorOwner,
): Promise<{ factorId: string; address: string; secretText: string }> {
  const { personId } = deps.scope;
  const secret = newAppSecret(deps.random);
  return deps.transact(async (tx) => {
    await requireMayEnrol(tx, deps, owner.steppedUpAtMs);
    await tx.secondFactor.deleteMany({ where: { personId, confirmedAt: null } });
    const factorId = await writeFactor(tx, deps, {
      personId,
      kind: "app",
      label: "",
      content: secretJson(secret),
    });
    return {
      factorId,
      address: appAddress({ secret, email: owner.email, brand: owner.brand }),
      secretText: appSecretText(secret),
    };
  });
}

/**
 * Ends with the app's first code, which also counts as the second factor of this session.
 * @throws DomainError factor_wrong, not_found, step_up_required, factor_enrolment_late, factor_count, too_many_requests
 */
export async function confirmApp(
  deps: FactorDeps,
  input: { factorId: string; code: string; label: string },
  owner: FactorOwner,
): Promise<Enrolled> {
  const { personId } = deps.scope;
  await spendRateLimit(FACTOR_LIMITS.tries, personId);
  return deps.transact(async (tx) => {
    const factors = await requireMayEnrol(tx, deps, owner.steppedUpAtMs);
    const row = await tx.secondFactor.findFirst({
      where: { id: input.factorId, personId, kind: "app", confirmedAt: null },
      select: { id: true, sealed: true },
    });
    if (!row) throw new DomainError("not_found");
    const step = acceptedStep({ secret: openApp(row), code: input.code, afterStep: 0, wallMs: deps.wallMs });
    if (step === undefined) throw new DomainError("factor_wrong", {}, "code");
    await tx.secondFactor.update({
      where: { id: row.id },
      data: {
        counter: BigInt(step),
        label: input.label,
        confirmedAt: instant(deps.wallMs),
        lastUsedAt: instant(deps.wallMs),
      },
      select: { id: true },
    });
    return finish(tx, deps, { factorId: row.id, kind: "app", label: input.label, isFirst: factors === 0 });
  });
}

/**
 * Begins with a passkey: what the browser needs to make one.
 * @throws DomainError step_up_required, factor_enrolment_late, factor_count
 */
export async function beginPasskey(
  deps: FactorDeps,
  owner: FactorOwner,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    await requireMayEnrol(tx, deps, owner.steppedUpAtMs);
    const known = await listSealed(tx, personId, "passkey");
    const options = await askForNewPasskey({ personId, ...owner }, known.map(openPasskey));
    await rememberChallenge(tx, deps, "enrol", options.challenge);
    return options;
  });
}

/**
 * Ends with the passkey that the browser has made, which also counts as the second factor of this session.
 * @throws DomainError factor_wrong, factor_stale, step_up_required, factor_enrolment_late, factor_count
 */
export async function confirmPasskey(
  deps: FactorDeps,
  input: { response: NewPasskeyAnswer; label: string },
  owner: FactorOwner,
): Promise<Enrolled> {
  const { personId } = deps.scope;
  const challenge = await takeChallenge(deps, "enrol");
  const passkey = await verifyNewPasskey(input.response, challenge);
  if (!passkey) throw new DomainError("factor_wrong");
  return deps.transact(async (tx) => {
    const factors = await requireMayEnrol(tx, deps, owner.steppedUpAtMs);
    const { credentialId, publicKey, transports } = passkey;
    const factorId = await writeFactor(tx, deps, {
      personId,
      kind: "passkey",
      label: input.label,
      content: JSON.stringify({ credentialId, publicKey, transports }),
      counter: passkey.counter,
      confirmedAtMs: deps.wallMs,
    });
    return finish(tx, deps, { factorId, kind: "passkey", label: input.label, isFirst: factors === 0 });
  });
}

async function finish(
  tx: Tx,
  deps: FactorDeps,
  made: { factorId: string; kind: FactorKind; label: string; isFirst: boolean },
): Promise<Enrolled> {
  const { factorId, kind, label, isFirst } = made;
  await tellFactorChange(tx, deps, deps.scope.personId, { after: { factorId, kind, label } });
  await markGiven(tx, deps, { method: kind, factorId });
  return { recoveryCodes: isFirst ? await writeRecoveryCodes(tx, deps) : [] };
}

type NewFactor = {
  readonly personId: string;
  readonly kind: FactorKind;
  readonly label: string;
  readonly content: string;
  readonly counter?: number;
  readonly confirmedAtMs?: number;
};

async function writeFactor(
  tx: Tx,
  deps: Pick<Deps, "newId"> & { readonly wallMs: number },
  { personId, kind, label, content, counter = 0, confirmedAtMs }: NewFactor,
): Promise<string> {
  const id = deps.newId("secondFactor");
  const { keyId, data } = seal(content, factorAad(id));
  const confirmedAt = confirmedAtMs === undefined ? null : instant(confirmedAtMs);
  await tx.secondFactor.create({
    data: {
      id,
      personId,
      kind,
      label,
      sealed: data,
      keyId,
      counter: BigInt(counter),
      confirmedAt,
      createdAt: instant(deps.wallMs),
    },
    select: { id: true },
  });
  return id;
}

function secretJson(secret: Uint8Array): string {
  return JSON.stringify({ secret: Buffer.from(secret).toString("base64url") });
}

/**
 * Gives people of the sandbox an authenticator app whose code the sandbox shows, since nobody holds that phone.
 * Whoever has a factor already keeps it.
 */
export async function installSandboxApps(
  deps: Deps<SystemScope> & { readonly wallMs: number },
  personIds: readonly string[],
): Promise<void> {
  await deps.transact(async (tx) => {
    const equipped = await tx.secondFactor.findMany({
      where: { personId: { in: [...personIds] } },
      select: { personId: true },
    });
    const missing = personIds.filter((id) => !equipped.some(({ personId }) => personId === id));
    for (const personId of missing) {
      const content = secretJson(newAppSecret(deps.random));
      const made = {
        personId,
        kind: "app",
        label: SANDBOX_APP,
        content,
        confirmedAtMs: deps.wallMs,
      } as const;
      const factorId = await writeFactor(tx, deps, made);
      await tellFactorChange(tx, deps, personId, { after: { factorId, kind: "app", label: SANDBOX_APP } });
    }
  });
}
