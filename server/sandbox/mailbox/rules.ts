/** The first run of exactly six digits: the one-time code of a mail, for tests that sign in. */
export function codeInMail(text: string): string | null {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? null;
}

/** Addresses are compared without regard to case. */
export function foldAddress(address: string): string {
  return address.trim().toLowerCase();
}
