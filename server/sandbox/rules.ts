/** Ways in which the network can be told to misbehave, chosen by the shopper's page for one payment. */
export const MISBEHAVIOURS = [
  "none",
  "slow",
  "no_answer",
  "duplicate",
  "out_of_order",
  "late_success",
  "insufficient_balance",
  "lost_notification",
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

/** Narrows a form value; anything unknown behaves well. */
export function toMisbehaviour(text: string | undefined): Misbehaviour {
  return MISBEHAVIOURS.find((known) => known === text) ?? "none";
}

/** Faults that can be armed for the next calls that arrive at the network. */
export const CALL_FAULTS = ["slow", "no_answer"] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

/** Languages of its screens, each under its own name. */
export const LANGUAGE_NAMES = { ja: "日本語", en: "English", zh: "中文", ko: "한국어" } as const;
export const LOCALES = ["ja", "en", "zh", "ko"] as const satisfies readonly (keyof typeof LANGUAGE_NAMES)[];
export type Locale = (typeof LOCALES)[number];

/** The language of a page: what was switched to, else what the browser prefers, else Japanese. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | undefined): Locale {
  const explicit = LOCALES.find((locale) => locale === chosen);
  if (explicit) return explicit;
  for (const tag of (acceptLanguage ?? "").split(",")) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    const known = LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return "ja";
}

export type ResultStatus = "S" | "F" | "U";
export type Result = {
  readonly resultStatus: ResultStatus;
  readonly resultCode: string;
  readonly resultMessage: string;
};

/** Result codes that the stand-in uses, with their status and message, after the network's public documentation. */
export const RESULTS = {
  SUCCESS: { status: "S", message: "success" },
  PAYMENT_IN_PROCESS: { status: "U", message: "The payment is in process." },
  UNKNOWN_EXCEPTION: { status: "U", message: "An API calling failed for unknown reasons." },
  PARAM_ILLEGAL: { status: "F", message: "A parameter is illegal." },
  INVALID_SIGNATURE: { status: "F", message: "The signature is invalid." },
  KEY_NOT_FOUND: { status: "F", message: "The key version is unknown." },
  INVALID_CLIENT: { status: "F", message: "The client is unknown." },
  ACCESS_DENIED: { status: "F", message: "Access is denied." },
  REPEAT_REQ_INCONSISTENT: { status: "F", message: "The repeated request is inconsistent." },
  ORDER_NOT_EXIST: { status: "F", message: "The order does not exist." },
  ORDER_IS_CLOSED: { status: "F", message: "The order is closed." },
  ORDER_IS_CANCELED: { status: "F", message: "The order is cancelled." },
  ORDER_STATUS_INVALID: { status: "F", message: "The status of the order does not allow this." },
  MERCHANT_NOT_REGISTERED: { status: "F", message: "The store is not registered." },
  USER_BALANCE_NOT_ENOUGH: { status: "F", message: "The balance of the user is not enough." },
  USER_CANCELED: { status: "F", message: "The user did not agree to pay." },
  CANCEL_WINDOW_EXCEED: { status: "F", message: "The time for cancelling has passed." },
  REFUND_WINDOW_EXCEED: { status: "F", message: "The time for refunding has passed." },
  REFUND_AMOUNT_EXCEED: { status: "F", message: "The refunds exceed the payment." },
  MULTIPLE_REFUND_NOT_SUPPORTED: { status: "F", message: "No further refund of this payment is possible." },
  REGISTRATION_IN_PROCESS: { status: "F", message: "The last registration is not yet processed." },
  DISPUTE_EXPIRED: { status: "F", message: "The time for an answer has passed." },
  RECORD_NOT_FOUND: { status: "F", message: "The record does not exist." },
} as const satisfies Record<string, { status: ResultStatus; message: string }>;
export type ResultCode = keyof typeof RESULTS;

/** A result as it stands in a message. */
export function resultOf(code: ResultCode): Result {
  const { status, message } = RESULTS[code];
  return { resultStatus: status, resultCode: code, resultMessage: message };
}

/** Narrows a stored result code. */
export function isResultCode(code: string): code is ResultCode {
  return Object.hasOwn(RESULTS, code);
}

/**
 * JSON with sorted keys: two requests have the same content exactly when these texts are equal.
 * @param ignored names of fields that say nothing about what was asked, such as the phone it was asked from
 */
export function contentText(value: unknown, ignored: readonly string[] = []): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    const fields = Object.entries(inner).filter(([name]) => !ignored.includes(name));
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** An id of the network: the instant to the second in UTC+8 and random digits, 26 characters in all. */
export function newNetworkId(nowMs: number, random: (size: number) => Uint8Array): string {
  const stamp = new Date(nowMs + 8 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
  return stamp + Array.from(random(12), (byte) => (byte % 10).toString()).join("");
}

/** What the network answers to a call: the result first, then what the call asks for. */
export type Answer = { readonly result: Result } & Readonly<Record<string, unknown>>;

/** An answer that is nothing but its result. */
export function refusal(code: ResultCode): Answer {
  return { result: resultOf(code) };
}

/** An amount as it stands in a message: `{"currency":"JPY","value":"1280"}`. */
export function amountOf(
  currency: string,
  minor: bigint,
): { readonly currency: string; readonly value: string } {
  return { currency, value: minor.toString() };
}
