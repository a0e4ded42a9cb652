import { addDays, utc8Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { type Currency, divideRounded, type Money } from "@/server/kernel/money";
import { WALLETS } from "./wallets.data";

export type WalletId = keyof typeof WALLETS;

/** The wallets in the order in which the phone shows them. */
export const WALLET_IDS: readonly WalletId[] = ["NOREN_JP", "ALIPAY_CN"];

/** Narrows a wallet id from outside. */
export function isWalletId(text: string): text is WalletId {
  return Object.hasOwn(WALLETS, text);
}

/** A wallet's browser says which wallet it is; any other browser leaves the choice to the payment page. */
export function walletOfAgent(userAgent: string | undefined): WalletId | null {
  if (/AlipayClient|AliApp\(AP\//i.test(userAgent ?? "")) return "ALIPAY_CN";
  return /NorenWallet/i.test(userAgent ?? "") ? "NOREN_JP" : null;
}

/** The exchange rate that one payment uses; the price is decimal text and never becomes a float. */
export type Quote = {
  readonly quoteId: string;
  readonly quoteCurrencyPair: string;
  readonly quotePrice: string;
  readonly quoteStartTime: string;
  readonly quoteExpiryTime: string;
};

/** What the shopper is charged, and by which quote; a wallet in yen needs none. */
export type Charge = { readonly payer: Money; readonly quote: Quote | null };

/** "20.9047" as an exact fraction: 209047 / 10000. @throws RangeError for anything but a positive decimal number */
export function parsePrice(text: string): { readonly numerator: bigint; readonly denominator: bigint } {
  const match = /^(0|[1-9]\d{0,8})(?:\.(\d{1,8}))?$/.exec(text);
  const whole = match?.[1];
  if (whole === undefined) throw new RangeError(`not a price: ${text.slice(0, 20)}`);
  const fraction = match?.[2] ?? "";
  const numerator = BigInt(whole + fraction);
  if (numerator === 0n) throw new RangeError("a price must be positive");
  return { numerator, denominator: 10n ** BigInt(fraction.length) };
}

/**
 * The yen amount in the minor unit of a currency with two decimals, rounded half up, at `price` yen for one unit:
 * ¥1,280 at 20.9047 are 6,123 fen.
 */
export function convertYen(yenMinor: bigint, price: string): bigint {
  const { numerator, denominator } = parsePrice(price);
  return divideRounded(yenMinor * 100n * denominator, numerator, "half_up");
}

/** What a wallet charges for a yen amount at an instant. The quote holds for one day of the network (UTC+8). */
export function chargeFor(walletId: WalletId, yenMinor: bigint, nowMs: number): Charge {
  const wallet = WALLETS[walletId];
  const currency: Currency = wallet.currency;
  if (wallet.quotePrice === null) return { payer: { minor: yenMinor, currency }, quote: null };
  return {
    payer: { minor: convertYen(yenMinor, wallet.quotePrice), currency },
    quote: quoteOf(wallet.quotePrice, nowMs),
  };
}

function quoteOf(price: string, nowMs: number): Quote {
  const day = utc8Day(nowMs);
  return {
    quoteId: `Q${day.replaceAll("-", "")}`,
    quoteCurrencyPair: "CNY/JPY",
    quotePrice: price,
    quoteStartTime: networkTime(utc8DayStartMs(day)),
    quoteExpiryTime: networkTime(utc8DayStartMs(addDays(day, 1))),
  };
}

/**
 * What the shopper gets back for a part of a payment: proportional, half up; the refund that completes the payment
 * gives the rest, so that all refunds together are exactly what was charged.
 */
export function refundShare(payment: {
  readonly yenMinor: bigint;
  readonly payerMinor: bigint;
  readonly refundedYenMinor: bigint;
  readonly refundedPayerMinor: bigint;
  readonly refundYenMinor: bigint;
}): bigint {
  const left = payment.payerMinor - payment.refundedPayerMinor;
  if (payment.refundedYenMinor + payment.refundYenMinor === payment.yenMinor) return left;
  const share = divideRounded(payment.payerMinor * payment.refundYenMinor, payment.yenMinor, "half_up");
  // Rounding up many small parts must not give back more than was charged.
  if (share > left) return left;
  return share;
}

/** An instant as the network writes it, in its own offset: "2026-11-22T00:00:00+08:00". */
export function networkTime(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** An instant as shops in Japan read it: "2026-11-22T15:00:00+09:00". */
export function japanTime(ms: number): string {
  return `${new Date(ms + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
}
