/** `S` is final success, `F` final failure; `U` is unknown: ask again, never guess. */
export const RESULT_STATUSES = ["S", "F", "U"] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

export type Result = {
  readonly resultStatus: ResultStatus;
  readonly resultCode: string;
  readonly resultMessage: string;
};

/** Every answer that Noren gives to the network, after the network's public documentation. */
export const RESULTS = {
  SUCCESS: { status: "S", message: "success" },
  PAYMENT_IN_PROCESS: { status: "U", message: "The payment is in process." },
  UNKNOWN_EXCEPTION: { status: "U", message: "The outcome is not known yet. Send the same request again." },
  PARAM_ILLEGAL: { status: "F", message: "A parameter is missing or illegal." },
  INVALID_SIGNATURE: { status: "F", message: "The signature is missing or wrong." },
  KEY_NOT_FOUND: { status: "F", message: "The key version is unknown." },
  INVALID_CLIENT: { status: "F", message: "The client is unknown." },
  ACCESS_DENIED: { status: "F", message: "The request time is missing or too far off." },
  INVALID_API: { status: "F", message: "There is no such interface." },
  INVALID_CODE: { status: "F", message: "The code is unknown, paused or revoked." },
  MERCHANT_NOT_REGISTERED: { status: "F", message: "The store is not registered for this wallet." },
  RISK_REJECT: { status: "F", message: "The merchant or store is suspended." },
  REPEAT_REQ_INCONSISTENT: { status: "F", message: "The same id came before with other content." },
  ORDER_NOT_EXIST: { status: "F", message: "The order does not exist." },
  RECORD_NOT_FOUND: { status: "F", message: "The record does not exist." },
  DISPUTE_STATUS_INVALID: { status: "F", message: "The dispute, or its payment, has come to another end." },
  REQUEST_TRAFFIC_EXCEED_LIMIT: {
    status: "U",
    message: "Too many calls at once. Send the same request again.",
  },
  REQUEST_TOO_LARGE: { status: "F", message: "The body is larger than 64 KiB." },
} as const satisfies Record<string, { status: ResultStatus; message: string }>;
export type ResultCode = keyof typeof RESULTS;

/** What a call answers: the result first, then what the call asks for. */
export type NetworkAnswer = { readonly result: Result } & Readonly<Record<string, unknown>>;

/** A result as it stands in a message. */
export function resultOf(code: ResultCode): Result {
  const { status, message } = RESULTS[code];
  return { resultStatus: status, resultCode: code, resultMessage: message };
}

/** An answer that is nothing but its result. */
export function answerOf(code: ResultCode): NetworkAnswer {
  return { result: resultOf(code) };
}

/** The result of a call that brought no answer that can be believed. */
export const NO_ANSWER: NetworkAnswer = answerOf("UNKNOWN_EXCEPTION");

/** Bodies above this are refused before anything else is looked at. */
export const BODY_MAX_BYTES = 65_536;

/**
 * JSON with sorted keys: two messages have the same content exactly when these texts are equal. Every message of the
 * hot path passes here, so it is one loop and makes no lists.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  let text = "";
  for (const name of Object.keys(fields).sort()) {
    const inner = fields[name];
    if (inner !== undefined) text += `${text === "" ? "" : ","}${quoted(name)}:${canonicalText(inner)}`;
  }
  return `{${text}}`;
}

const PLAIN = /^[\w !#-/:;<=>?@[\]^`{|}~]*$/;

/** A text as JSON writes it; most have nothing that would have to be escaped. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Whether PostgreSQL can keep the text as JSON: it refuses NUL and half surrogates, which JSON itself allows. */
export function isStorable(canonical: string): boolean {
  return !/\\u(0000|d[89a-f][0-9a-f]{2})/.test(canonical);
}

export type AmountText = { readonly currency: string; readonly value: string };

/** Yen as messages write them: an integer in the minor unit, as text. */
export function yenText(minor: bigint): AmountText {
  return { currency: "JPY", value: minor.toString() };
}

const JST_OFFSET_MS = 9 * 3_600_000;

/** An instant in Japan's offset, as messages of Noren write it: "2026-11-22T15:00:00+09:00". */
export function instantText(ms: number): string {
  return `${new Date(ms + JST_OFFSET_MS).toISOString().slice(0, 19)}+09:00`;
}

/** The last four digits of a number that is read aloud at the till. */
export function lastFour(number: string): string {
  return number.slice(-4);
}
