import { DASHES } from "./kana.data";

const SEPARATORS = new RegExp(`[${DASHES}\\s().]`, "gu");

/** Digits of a text typed in any width, without spaces, dashes, dots and parentheses; other characters stay. */
function bare(text: string): string {
  return text.normalize("NFKC").replace(SEPARATORS, "");
}

/**
 * A telephone number of Japan as its digits in domestic form ("03-1234-5678", "＋81 3 1234 5678" -> "0312345678"),
 * or undefined when it cannot be one: ten digits, or eleven for mobile, IP and 0800 numbers.
 */
export function normalisePhone(text: string): string | undefined {
  const international = /^\+810?([1-9]\d{8,9})$/.exec(bare(text));
  const digits = international?.[1] === undefined ? bare(text) : `0${international[1]}`;
  if (/^0[2-9]0\d{8}$/.test(digits)) return digits;
  return /^0[1-9]\d{8}$/.test(digits) && !/^0[5-9]0/.test(digits) ? digits : undefined;
}

/** A postal code as seven digits, typed in any width, with any hyphen and with or without 〒; else undefined. */
export function normalisePostalCode(text: string): string | undefined {
  const digits = bare(text).replace(/^〒/, "");
  return /^\d{7}$/.test(digits) ? digits : undefined;
}

/** Seven digits as people read them: "150-0002". */
export function formatPostalCode(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3)}`;
}
