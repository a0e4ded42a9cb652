/** How long a code is good for. */
export const CODE_MINUTES = 10;
/** How often a code may be tried. */
export const MAX_ATTEMPTS = 5;

/** What a limit counts: `points` tries in `seconds`, by the e-mail or the network address they concern. */
export type SignInLimit = { readonly name: string; readonly points: number; readonly seconds: number };

/**
 * Five codes a quarter of an hour and twenty a day for one e-mail bound what guessing can win: 20 codes x 5 tries of
 * 1,000,000. Limits by address are wide, since a chain's head office is one address, and only slow a flood.
 */
export const SIGN_IN_LIMITS = {
  codeByEmail: { name: "code-email", points: 5, seconds: 900 },
  codeByEmailDaily: { name: "code-email-day", points: 20, seconds: 86_400 },
  codeByAddress: { name: "code-address", points: 100, seconds: 900 },
  attemptByEmail: { name: "attempt-email", points: 20, seconds: 900 },
  attemptByAddress: { name: "attempt-address", points: 200, seconds: 900 },
} as const satisfies Record<string, SignInLimit>;

/** Below this a random number of 32 bits has no remainder that would make some codes likelier than others. */
const FAIR_LIMIT = 4_294_000_000;

/** Six digits from randomness; all codes are equally likely. */
export function newCode(random: (size: number) => Uint8Array): string {
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random(4);
    const drawn = a * 16_777_216 + b * 65_536 + c * 256 + d;
    if (drawn < FAIR_LIMIT) return (drawn % 1_000_000).toString().padStart(6, "0");
  }
}

/** A code as it was typed or pasted: full-width digits, blanks and hyphens are forgiven. */
export function normaliseCode(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/g, "");
}

/** The cookie that ties a code to the browser that asked for it. */
export const SIGN_IN_COOKIE = "noren.sign-in";

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
