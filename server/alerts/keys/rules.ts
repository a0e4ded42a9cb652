import type { Permission } from "@/server/kernel/permissions";

/** What a key may be allowed, and the permission behind it. All of it is reading. */
export const API_SCOPES = {
  "payments:read": "payment:read",
  "refunds:read": "payment:read",
  "payouts:read": "payout:read",
} as const satisfies Record<string, Permission>;
export type ApiScope = keyof typeof API_SCOPES;

/** The key of a scope's words. */
export const API_SCOPE_WORDS = {
  "payments:read": "payments_read",
  "refunds:read": "refunds_read",
  "payouts:read": "payouts_read",
} as const satisfies Record<ApiScope, string>;
export const API_SCOPE_NAMES = [
  "payments:read",
  "refunds:read",
  "payouts:read",
] as const satisfies readonly ApiScope[];

/** Keys that a merchant may have at once. */
export const KEYS_MAX = 20;
/** How long the old key goes on after a rotation, so that no call is refused while the new one is put in place. */
export const ROTATION_GRACE_MS = 24 * 3_600_000;
/** How exactly the last use of a key is known. */
export const LAST_USE_STEP_MS = 3_600_000;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const SECRET_CHARACTERS = 40;

/** A new key: 200 bits of randomness behind a prefix that scanners for leaked secrets can know it by. */
export function newKeyText(random: (size: number) => Uint8Array, sandbox: boolean): string {
  let secret = "";
  for (const byte of random(SECRET_CHARACTERS)) secret += ALPHABET.charAt(byte % 32);
  return `noren_${sandbox ? "test" : "live"}_${secret}`;
}

const KEY = /^noren_(test|live)_[0-9a-z]{40}$/;

/** The key of an `Authorization: Bearer …` header, or null when there is none that could be one. */
export function keyOfHeader(header: string | null): string | null {
  const given = /^Bearer ([^\s]+)$/i.exec(header?.trim() ?? "")?.[1] ?? "";
  return KEY.test(given) ? given : null;
}

export type KeyState = "live" | "ending" | "ended";

/** How a key stands at an instant; one that is `ending` still works. */
export function stateOfKey(key: { readonly endsAtMs: number | null }, nowMs: number): KeyState {
  if (key.endsAtMs === null) return "live";
  return nowMs < key.endsAtMs ? "ending" : "ended";
}

/** Narrows a stored scope. */
export function isApiScope(text: string): text is ApiScope {
  return Object.hasOwn(API_SCOPES, text);
}
