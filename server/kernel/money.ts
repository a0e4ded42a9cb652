import { DomainError } from "./errors";

/** ISO 4217 currencies that Noren books or shows, with their number of decimals. */
export const CURRENCIES = {
  JPY: { decimals: 0, numeric: "392" },
  CNY: { decimals: 2, numeric: "156" },
} as const;

export type Currency = keyof typeof CURRENCIES;

/** An amount in the minor unit of its currency (JPY: yen; CNY: fen). Never a float. */
export type Money = { readonly minor: bigint; readonly currency: Currency };

/** Named rounding modes; the mode of every rounding is contract or network data, never a habit of code. */
export const ROUNDING_MODES = ["down", "up", "half_up", "half_even"] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Narrows a currency code from outside. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(CURRENCIES, code);
}

/** `jpy(1280n)` is ¥1,280. */
export function jpy(minor: bigint): Money {
  return { minor, currency: "JPY" };
}

/**
 * Reads an integer amount in the minor unit as the wallet network writes it ("1280").
 * @throws DomainError amount_not_integer for anything but 1 to 15 digits without sign, point or leading zero.
 */
export function parseMinor(text: string): bigint {
  if (!/^(0|[1-9]\d{0,14})$/.test(text))
    throw new DomainError("amount_not_integer", { value: text.slice(0, 40) });
  return BigInt(text);
}

/**
 * The one rounding function: `numerator / denominator` as an integer.
 * Modes act on the magnitude, so that a return of −x rounds as the mirror of x.
 * @param denominator greater than zero
 */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator <= 0n) throw new RangeError("denominator must be positive");
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const remainder = magnitude % denominator;
  const rounded = roundsAway(quotient, remainder, denominator, mode) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

function roundsAway(quotient: bigint, remainder: bigint, denominator: bigint, mode: RoundingMode): boolean {
  if (remainder === 0n) return false;
  const twice = remainder * 2n;
  switch (mode) {
    case "down":
      return false;
    case "up":
      return true;
    case "half_up":
      return twice >= denominator;
    case "half_even":
      return twice > denominator || (twice === denominator && quotient % 2n === 1n);
  }
}

/** `amount × basisPoints / 10,000`, rounded once. 198 basis points are 1.98 %. */
export function applyBasisPoints(amountMinor: bigint, basisPoints: number, mode: RoundingMode): bigint {
  if (!Number.isSafeInteger(basisPoints)) throw new RangeError("basis points must be an integer");
  return divideRounded(amountMinor * BigInt(basisPoints), 10_000n, mode);
}

/** The same in PostgreSQL for amounts that are not negative, half to even: what the network's files are rounded with. */
export function basisPointsHalfEvenSql(amount: string, basisPoints: string): string {
  const product = `(${amount} * ${basisPoints})`;
  const isUp = `${product} % 10000 > 5000 OR (${product} % 10000 = 5000 AND ${product} / 10000 % 2 = 1)`;
  return `(${product} / 10000 + CASE WHEN ${isUp} THEN 1 ELSE 0 END)`;
}

/** Basis points as people read a rate: 198 is "1.98", 1000 is "10". Exact, since it moves digits and divides nothing. */
export function percentText(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  const whole = digits.slice(0, -2);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** Decimal text without grouping: 6123 fen is "61.23". Exact, for files and calculations that leave the system. */
export function toDecimalText(money: Money): string {
  const decimals = CURRENCIES[money.currency].decimals;
  const sign = money.minor < 0n ? "-" : "";
  const digits = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(decimals + 1, "0");
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** As people read it: "¥1,280", "−¥1,780", "61.23 CNY" (the same in every language). */
export function formatMoney(money: Money): string {
  const [whole = "0", fraction] = toDecimalText({
    minor: money.minor < 0n ? -money.minor : money.minor,
    currency: money.currency,
  }).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = money.minor < 0n ? "−" : "";
  if (money.currency === "JPY") return `${sign}¥${grouped}`;
  return `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`} ${money.currency}`;
}
