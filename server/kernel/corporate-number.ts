import { DASHES } from "./kana.data";

const SEPARATORS = new RegExp(`[${DASHES}\\s]`, "gu");

function bare(text: string): string {
  return text.normalize("NFKC").toUpperCase().replace(SEPARATORS, "");
}

/**
 * The check digit of a corporate number: 9 − (Σ Pₙ·Qₙ mod 9), Pₙ the n-th of the twelve digits from the right,
 * Qₙ 1 for odd and 2 for even n. Source: ministerial ordinance on corporate numbers (法人番号の指定等に関する省令), art. 2.
 * @throws RangeError for anything but twelve digits
 */
export function corporateCheckDigit(twelve: string): number {
  if (!/^\d{12}$/.test(twelve))
    throw new RangeError("a corporate number has twelve digits after its check digit");
  let sum = 0;
  [...twelve].reverse().forEach((digit, index) => {
    sum += Number(digit) * (index % 2 === 0 ? 1 : 2);
  });
  return 9 - (sum % 9);
}

export type CorporateNumberCheck = {
  readonly valid: boolean;
  /** Digits only; as much of the text as could be read when it is not thirteen digits. */
  readonly normalised: string;
  /** The check digit the other twelve digits ask for; null when there are not thirteen digits. */
  readonly computed: number | null;
  readonly given: number | null;
};

/** Checks a corporate number (法人番号), typed in any width and with any separators. */
export function checkCorporateNumber(text: string): CorporateNumberCheck {
  const normalised = bare(text);
  if (!/^\d{13}$/.test(normalised)) return { valid: false, normalised, computed: null, given: null };
  const given = Number(normalised.charAt(0));
  const computed = corporateCheckDigit(normalised.slice(1));
  return { valid: given === computed, normalised, computed, given };
}

export type InvoiceRegistrationCheck = {
  readonly valid: boolean;
  /** "T" and thirteen digits when the form is right. */
  readonly normalised: string;
  /** `form`: not T and 13 digits; `not_own`: not the corporate number of the company that gives it. */
  readonly problem: "form" | "not_own" | null;
};

/**
 * Checks the registration number of an issuer of qualified invoices. A company's is T and its corporate number, so
 * pass that number for a company; a sole proprietor's has no public check digit and only its form is checked.
 */
export function checkInvoiceRegistrationNumber(
  text: string,
  corporateNumber?: string,
): InvoiceRegistrationCheck {
  const normalised = bare(text);
  if (!/^T\d{13}$/.test(normalised)) return { valid: false, normalised, problem: "form" };
  if (corporateNumber === undefined) return { valid: true, normalised, problem: null };
  const own = checkCorporateNumber(corporateNumber);
  const valid = own.valid && normalised === `T${own.normalised}`;
  return { valid, normalised, problem: valid ? null : "not_own" };
}
