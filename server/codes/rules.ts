/**
 * A code is what a counter shows: ten characters that mean nothing outside Noren, so that a change of bank,
 * wallet or owner never needs a reprint. Nine are random; the tenth lets a keyboard slip be told from a real code.
 */

/** 32 letters without the pairs that readers confuse on paper: no 0 or O, no 1 or I. */
export const CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
export const CODE_LENGTH = 10;

/** The longest entry address that fits a version 4 symbol at level Q in byte mode. */
export const ENTRY_URL_MAX_BYTES = 46;

export const CODE_FORMATS = ["URL", "EMV"] as const;
/** Which of its two forms the poster of a code shows; payments are accepted by both. */
export type CodeFormat = (typeof CODE_FORMATS)[number];

export const CODE_STATES = ["active", "paused", "retiring", "retired"] as const;
export type CodeState = (typeof CODE_STATES)[number];

/** The longest time that a replaced poster may still take payments. */
export const GRACE_DAYS_MAX = 30;

/** Why a poster gets a new code: swapped at leisure, or out of the shop's hands. */
export const REPLACE_REASONS = ["exchange", "lost"] as const;
export type ReplaceReason = (typeof REPLACE_REASONS)[number];

/** How long the old poster still takes payments: never when it may hang where it should not. */
export function graceOf(reason: ReplaceReason, state: CodeState, graceDays: number): number {
  return reason === "lost" || state !== "active" ? 0 : graceDays;
}

/** The only transition table of a code; screens and commands ask `canTransition`. */
export const CODE_TRANSITIONS = {
  active: ["paused", "retiring", "retired"],
  paused: ["active", "retired"],
  retiring: ["retired"],
  retired: [],
} as const satisfies Record<CodeState, readonly CodeState[]>;

/** May a code go from one state to the other? */
export function canTransition(from: CodeState, to: CodeState): boolean {
  const targets: readonly CodeState[] = CODE_TRANSITIONS[from];
  return targets.includes(to);
}

/** What decides whether a code takes money; `retiringUntil` is the end of the grace period, exclusive. */
export type CodeStanding = { readonly state: CodeState; readonly retiringUntil: Date | null };

/** An active code takes payments, a retiring one until its grace period ends, the others never. */
export function acceptsPayment(code: CodeStanding, now: Date): boolean {
  if (code.state === "active") return true;
  if (code.state !== "retiring" || code.retiringUntil === null) return false;
  return now.getTime() < code.retiringUntil.getTime();
}

/** What people see of a code: the state, except that a grace period which is over has ended the code already. */
export function effectiveState(code: CodeStanding, now: Date): CodeState {
  return code.state === "retiring" && !acceptsPayment(code, now) ? "retired" : code.state;
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toCodeState(text: string): CodeState {
  const state = CODE_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a code: ${text}`);
  return state;
}

/** Narrows a stored format. @throws RangeError for a text that is none */
export function toCodeFormat(text: string): CodeFormat {
  const format = CODE_FORMATS.find((known) => known === text);
  if (format === undefined) throw new RangeError(`no format of a code: ${text}`);
  return format;
}

const SERIAL_LENGTH = 8;

/**
 * The serial number of a printed edition: eight letters of the code's alphabet after "N-". It is random, so that who
 * copies a poster's looks cannot guess the serial of another.
 * @param random fills an array of the given size
 */
export function newSerial(random: (size: number) => Uint8Array): string {
  return `N-${Array.from(random(SERIAL_LENGTH), (byte) => CODE_ALPHABET.charAt(byte % 32)).join("")}`;
}

/** A serial as it is stored, from what a person typed: any case and width, with or without its `N-`. */
export function serialOf(typed: string): string {
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  return `N-${plain.length > SERIAL_LENGTH && plain.startsWith("N") ? plain.slice(1) : plain}`;
}

// Multiplication by x in GF(32) with the primitive polynomial x^5 + x^2 + 1.
function timesX(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? (shifted ^ 0b100101) & 31 : shifted;
}

/**
 * Evaluates the characters as a polynomial at the primitive element of GF(32). A code is valid when the value
 * is zero. Each of the ten positions has a weight of its own, so every single substitution, every swap of two
 * positions and every doubled pair (55 -> 77) of neighbours leaves a remainder.
 */
function remainder(values: readonly number[]): number {
  return values.reduce((sum, value) => timesX(sum) ^ value, 0);
}

/**
 * Mints a code from nine random bytes; 256 is a multiple of 32, so every letter is equally likely.
 * @param random fills an array of the given size (crypto at the edge, seeded in tests and demo data)
 */
export function newCode(random: (size: number) => Uint8Array): string {
  const values = Array.from(random(CODE_LENGTH - 1), (byte) => byte % 32);
  values.push(timesX(remainder(values)));
  return values.map((value) => CODE_ALPHABET.charAt(value)).join("");
}

// What people type between groups: spaces of any width, and everything that an input method offers as a hyphen.
const SEPARATORS = /[\s\-‐‑‒–—―−ー]/gu;

/**
 * Reads a typed or scanned code: any case, full width, with spaces or hyphens.
 * @returns the ten characters as printed, or null when the text is no code of Noren's
 */
export function checkCode(text: string): string | null {
  if (text.length > 40) return null;
  const code = text.normalize("NFKC").replace(SEPARATORS, "").toUpperCase();
  if (code.length !== CODE_LENGTH) return null;
  const values = Array.from(code, (letter) => CODE_ALPHABET.indexOf(letter));
  if (values.includes(-1)) return null;
  return remainder(values) === 0 ? code : null;
}

/** The printed form, in groups of five: "ABCDE FGHJK". */
export function groupCode(code: string): string {
  return `${code.slice(0, 5)} ${code.slice(5)}`;
}

/**
 * The address that the poster holds: `<PUBLIC_URL>/p/<code>`.
 * @throws RangeError when it is longer than 46 bytes, since a longer one needs a finer symbol than posters are drawn for
 */
export function entryUrl(publicUrl: string, code: string): string {
  const url = `${publicUrl.replace(/\/+$/, "")}/p/${code}`;
  const bytes = new TextEncoder().encode(url).length;
  if (bytes > ENTRY_URL_MAX_BYTES) {
    throw new RangeError(
      `entry address has ${bytes} bytes, more than ${ENTRY_URL_MAX_BYTES}: shorten PUBLIC_URL`,
    );
  }
  return url;
}
