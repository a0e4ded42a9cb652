/**
 * The unambiguous text form of a row, from which its hash is made: every part is preceded by its length in bytes, so
 * that no two different rows read alike ("ab"+"c" and "a"+"bc" differ). `framedSql` builds the expression with which
 * PostgreSQL makes the very same text, so that a million rows are verified without leaving the database.
 */

/** A part that is absent is told from one that is empty. */
export type Part = string | null;

const ENCODER = new TextEncoder();
const PLAIN = /^[ -~]*$/;

/** Ids and digits, which nearly all parts are, need not be encoded to be counted. */
function byteLength(text: string): number {
  return PLAIN.test(text) ? text.length : ENCODER.encode(text).length;
}

/** `framed(["ab", null, ""])` is `2:ab-0:`. */
export function framed(parts: readonly Part[]): string {
  return parts.map((part) => (part === null ? "-" : `${byteLength(part)}:${part}`)).join("");
}

/** The SQL expression of the same text; each argument is an SQL expression of type text, not of data. */
export function framedSql(expressions: readonly string[]): string {
  return expressions.map((text) => `coalesce(octet_length(${text}) || ':' || ${text}, '-')`).join(" || ");
}
