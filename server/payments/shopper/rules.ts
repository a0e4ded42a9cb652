import { checkCode } from "@/server/codes/rules";
import type { ErrorCode } from "@/server/kernel/errors";
import type { ShopperStore, ShopperWallet } from "../orders/queries";
import type { PaymentState } from "../rules";

/** Languages of the shopper's page, in the order of its switch. */
export const LANGUAGES = ["ja", "en", "zh", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Narrows a language from outside. */
export function toLanguage(text: string | null | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === text);
}

/**
 * The language of a page: the one chosen on it, else the first of the phone's that the page speaks. A phone that
 * speaks none of the four belongs to a traveller, so it gets English; one that says nothing gets Japanese.
 */
export function languageOf(chosen: string | null | undefined, acceptLanguage: string | null): Language {
  const named = toLanguage(chosen);
  if (named) return named;
  const wanted = (acceptLanguage ?? "")
    .slice(0, 300)
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().toLowerCase().split(";");
      const weight = params.map((param) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => /^([a-z]{2,3}|\*)$/.test(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = toLanguage(language);
    if (known) return known;
  }
  return wanted.length === 0 || wanted.every(({ language }) => language === "*") ? "ja" : "en";
}

// How the wallets' own browsers name themselves. The newest entry of a wallet is enough; an unknown one is asked.
const AGENTS = [
  { walletId: "ALIPAY_CN", agent: /AlipayClient|AliApp\(AP\//i },
  { walletId: "NOREN_JP", agent: /NorenWallet/i },
] as const;

/** Which wallet holds the phone: the one that the address names, else the one whose browser this is. */
export function hintedWallet(named: string | null, userAgent: string | null): string | null {
  if (named !== null && /^[A-Z0-9_]{1,32}$/.test(named)) return named;
  return AGENTS.find(({ agent }) => agent.test(userAgent ?? ""))?.walletId ?? null;
}

/** The amounts that the given wallets pay between them: what the page can promise before one is chosen. */
export function amountLimits(wallets: readonly ShopperWallet[]): {
  readonly min: bigint;
  readonly max: bigint;
} {
  const ascending = (a: bigint, b: bigint) => (a < b ? -1 : 1);
  const [min = 1n] = wallets.map((wallet) => wallet.minAmountMinor).sort(ascending);
  const max = wallets
    .map((wallet) => wallet.maxAmountMinor)
    .sort(ascending)
    .at(-1);
  return { min, max: max ?? 0n };
}

/** What was typed into the amount field, as yen or as the reason why it is none. */
export type TypedAmount =
  | { readonly kind: "yen"; readonly minor: bigint }
  | { readonly kind: "empty" | "not_whole" | "zero" };

/**
 * Reads an amount as people type it: full-width digits, ¥ or 円, commas in their places. A point or a misplaced
 * comma is refused rather than guessed at: in half of the world "1,50" means one and a half.
 */
export function readAmount(typed: string): TypedAmount {
  const text = typed
    .normalize("NFKC")
    .replace(/[\s¥円]/gu, "")
    .replace(/[、，]/gu, ",");
  if (text === "") return { kind: "empty" };
  if (!/^(\d{1,12}|\d{1,3}(,\d{3}){1,3})$/.test(text)) return { kind: "not_whole" };
  const minor = BigInt(text.replaceAll(",", ""));
  return minor === 0n ? { kind: "zero" } : { kind: "yen", minor };
}

/** How long the form of a page may be sent (milliseconds); an older one is shown again with what was typed. */
export const FORM_VALID_MS = 30 * 60_000;

/** What the hidden field of the form says once its signature has been checked. */
export type FormTicket = { readonly mintedMs: number; readonly nonce: string };

/** The text of a ticket that is signed. */
export function ticketText({ mintedMs, nonce }: FormTicket): string {
  return `${mintedMs.toString(36)}.${nonce}`;
}

/** Reads `ticket.signature` apart; the signature is checked elsewhere. */
export function splitSigned(
  text: string,
): { readonly content: string; readonly signature: string } | undefined {
  const parts = /^(?<content>[\w.-]{1,80})\.(?<signature>[0-9a-f]{32})$/.exec(text)?.groups;
  return parts?.content && parts.signature
    ? { content: parts.content, signature: parts.signature }
    : undefined;
}

/** Reads the text of a ticket. */
export function readTicketText(content: string): FormTicket | undefined {
  const parts = /^(?<minted>[0-9a-z]{6,10})\.(?<nonce>[0-9a-z]{16})$/.exec(content)?.groups;
  return parts?.minted && parts.nonce
    ? { mintedMs: Number.parseInt(parts.minted, 36), nonce: parts.nonce }
    : undefined;
}

/** Whether a form may still start a payment. */
export function isTimely(ticket: FormTicket, nowMs: number): boolean {
  const age = nowMs - ticket.mintedMs;
  return age >= 0 && age < FORM_VALID_MS;
}

/**
 * The payment number (20 digits) of one form and one amount: sending the form twice is the same payment, typing
 * another amount after going back is another one.
 * @param digest at least 7 bytes of a keyed hash over form, code, amount and wallet
 */
export function paymentNumberOf(ticket: FormTicket, digest: Uint8Array): string {
  const tail = Array.from(digest.slice(0, 7), (byte) => (byte % 10).toString()).join("");
  return `${ticket.mintedMs.toString().padStart(13, "0")}${tail}`;
}

/** Whether the outcome of a payment is still to come. */
export function isOpen(state: PaymentState): boolean {
  return state === "created" || state === "pending";
}

/** Which screen tells of a payment. */
export type ReceiptView = "paid" | "past" | "waiting" | "failed" | "expired" | "cancelled" | "returned";

/** How long after the payment the screen stays the one that a clerk accepts (milliseconds). */
export const SHOWABLE_MS = 10 * 60_000;

/** The screen of a payment's state. A success that is some minutes old says so, since it may have been shown before. */
export function receiptView(state: PaymentState, paidAtMs: number | null, nowMs: number): ReceiptView {
  switch (state) {
    case "created":
    case "pending":
      return "waiting";
    case "succeeded":
      return paidAtMs !== null && nowMs - paidAtMs > SHOWABLE_MS ? "past" : "paid";
    case "failed":
      return "failed";
    case "expired":
      return "expired";
    case "cancel_requested":
    case "cancelled":
      return "cancelled";
    case "reversal_due":
    case "reversed":
      return "returned";
  }
}

/** Why the page takes no payment, in the words that errors have. */
export type ShopRefusal = Extract<ErrorCode, "code_invalid" | "store_not_live" | "wallet_not_live">;

/** The refusals of the wallet network's answers as the page's own. */
export function refusalOf(code: ShopperStore["refusal"]): ShopRefusal | null {
  switch (code) {
    case null:
      return null;
    case "INVALID_CODE":
      return "code_invalid";
    case "RISK_REJECT":
      return "store_not_live";
    case "MERCHANT_NOT_REGISTERED":
      return "wallet_not_live";
  }
}

/** What is wrong with a form: the words it is told in, and the amount that they name. */
export type FormFault = {
  /** "page" is about none of the fields: the form itself, or the way to the wallet. */
  readonly field: "amount" | "wallet" | "page";
  readonly reason:
    | "empty"
    | "not_whole"
    | "zero"
    | "too_low"
    | "too_high"
    | "wallet"
    | "again"
    | "too_many_requests"
    | "risk_limit"
    | "network_unreachable";
  readonly limit?: bigint;
};

/** A form that may go on to the wallet, or its fault. A wallet that is not live is no wallet of the form. */
export type CheckedForm =
  | { readonly kind: "ready"; readonly amountMinor: bigint; readonly walletId: string }
  | { readonly kind: "fault"; readonly fault: FormFault };

/** Checks what was typed and chosen against the wallets of the store. */
export function checkForm(
  form: { readonly amount: string; readonly wallet: string },
  wallets: readonly ShopperWallet[],
): CheckedForm {
  const fault = (field: FormFault["field"], reason: FormFault["reason"], limit?: bigint): CheckedForm => ({
    kind: "fault",
    fault: limit === undefined ? { field, reason } : { field, reason, limit },
  });
  const typed = readAmount(form.amount);
  if (typed.kind !== "yen") return fault("amount", typed.kind);
  const wallet = wallets.find(({ id }) => id === form.wallet);
  if (wallet === undefined) return fault("wallet", "wallet");
  const { minAmountMinor, maxAmountMinor } = wallet;
  if (typed.minor < minAmountMinor) return fault("amount", "too_low", minAmountMinor);
  if (typed.minor > maxAmountMinor) return fault("amount", "too_high", maxAmountMinor);
  return { kind: "ready", amountMinor: typed.minor, walletId: wallet.id };
}

/** The kind of phone, as the wallet network asks for it. */
export function osOf(userAgent: string | null): "IOS" | "ANDROID" | "OTHER" {
  if (/iPhone|iPad|iPod/.test(userAgent ?? "")) return "IOS";
  return /Android/.test(userAgent ?? "") ? "ANDROID" : "OTHER";
}

/** The code of an address, and whether it is written as printed; other spellings are led to that one. */
export function codeOfPath(segment: string): { readonly code: string; readonly canonical: boolean } | null {
  const code = checkCode(segment);
  return code === null ? null : { code, canonical: code === segment };
}
