import { generateSync, generateURI, ScureBase32Plugin, verifySync } from "otplib";

/** How a person proves a second time who they are. */
export const FACTOR_KINDS = ["passkey", "app"] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

const MINUTE_MS = 60_000;

/** How long a second factor counts as given a moment ago (G19). */
export const STEP_UP_MS = 10 * MINUTE_MS;
/** How long after sign-in a first factor may be set up: whoever found an open browser must not set up their own. */
export const ENROLMENT_MS = 10 * MINUTE_MS;
/** How long an authenticator may take to answer. */
export const CHALLENGE_MS = 5 * MINUTE_MS;
export const MOST_FACTORS = 10;
export const RECOVERY_CODES = 10;

/** Ten tries a quarter of an hour and fifty a day: 3 of 1,000,000 codes are good at any moment. */
export const FACTOR_LIMITS = {
  tries: { name: "factor", points: 10, seconds: 900 },
  triesDaily: { name: "factor-day", points: 50, seconds: 86_400 },
} as const;

/** Does the session still owe its second factor? `none`: the person has none to give. */
export type SecondFactorState = "none" | "due" | "given";

/** What a session's second factor is worth. Instants are epoch milliseconds of wall time. */
export function secondFactorState(has: {
  readonly factor: boolean;
  readonly steppedUpAtMs: number | null;
}): SecondFactorState {
  if (has.steppedUpAtMs !== null) return "given";
  return has.factor ? "due" : "none";
}

/** Was the second factor given within the last ten minutes? */
export function isSteppedUp(steppedUpAtMs: number | null, wallMs: number): boolean {
  return steppedUpAtMs !== null && steppedUpAtMs <= wallMs && wallMs - steppedUpAtMs < STEP_UP_MS;
}

export type EnrolmentRefusal = "factor_count" | "step_up_required" | "factor_enrolment_late";

/**
 * Why a session may not set up one more factor. The first is tied to a sign-in of a moment ago, every other to a
 * factor that is there already.
 */
export function refusalOfEnrolment(session: {
  readonly factors: number;
  readonly startedAtMs: number;
  readonly steppedUpAtMs: number | null;
  readonly wallMs: number;
}): EnrolmentRefusal | undefined {
  const { factors, startedAtMs, steppedUpAtMs, wallMs } = session;
  if (factors >= MOST_FACTORS) return "factor_count";
  if (isSteppedUp(steppedUpAtMs, wallMs)) return undefined;
  if (factors > 0) return "step_up_required";
  return wallMs - startedAtMs < ENROLMENT_MS ? undefined : "factor_enrolment_late";
}

// Authenticator apps: RFC 6238 with the values that every app understands (SHA-1, six digits, thirty seconds).
const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
const base32 = new ScureBase32Plugin();

/** The secret of a new authenticator app: 160 bits (RFC 4226, section 4). */
export function newAppSecret(random: (size: number) => Uint8Array): Uint8Array {
  return random(SECRET_BYTES);
}

/** The secret as people type it into an app: groups of four. */
export function appSecretText(secret: Uint8Array): string {
  return groupsOf(base32.encode(secret, { padding: false }), " ");
}

/** What an app reads from the symbol on the screen. */
export function appAddress(account: {
  readonly secret: Uint8Array;
  readonly email: string;
  readonly brand: string;
}): string {
  const secret = base32.encode(account.secret, { padding: false });
  return generateURI({ issuer: account.brand, label: account.email, secret });
}

/**
 * The time step that a code belongs to, or undefined when it is wrong, too old, or of a step that has been used
 * already. A clock may be wrong by half a minute.
 * @param afterStep the last step that was accepted
 */
export function acceptedStep(given: {
  readonly secret: Uint8Array;
  readonly code: string;
  readonly afterStep: number;
  readonly wallMs: number;
}): number | undefined {
  const { secret, code, afterStep, wallMs } = given;
  if (!/^\d{6}$/.test(code) || afterStep > stepAt(wallMs)) return undefined;
  const epoch = Math.floor(wallMs / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: STEP_SECONDS });
  if (!result.valid || !("timeStep" in result)) return undefined;
  return result.timeStep > afterStep ? result.timeStep : undefined;
}

/** The time step of an instant. */
export function stepAt(wallMs: number): number {
  return Math.floor(wallMs / 1_000 / STEP_SECONDS);
}

/** The code of a time step, for the app of the sandbox and for tests. */
export function appCodeOf(secret: Uint8Array, step: number): string {
  return generateSync({ secret, epoch: step * STEP_SECONDS });
}

/** A recovery code of 80 bits in Crockford's alphabet, which has no letters that are taken for digits. */
export function newRecoveryCode(random: (size: number) => Uint8Array): string {
  const letters = [...random(16)].map((byte) => RECOVERY_ALPHABET.charAt(byte % 32));
  return groupsOf(letters.join(""), "-");
}

const RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A recovery code as it was typed: case, blanks and the usual mistakes of reading are forgiven. */
export function normaliseRecoveryCode(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
}

function groupsOf(text: string, separator: string): string {
  return text.match(/.{1,4}/g)?.join(separator) ?? "";
}
