import pino from "pino";
import { logLevel } from "./env";

/** Fields that hold people's data or secrets, wherever they stand up to three levels deep. */
const SECRET_FIELDS = [
  "accountHolder",
  "accountNumber",
  "address",
  "authorization",
  "body",
  "code",
  "codeValue",
  "cookie",
  "customerId",
  "customerMaskedAccount",
  "email",
  "ip",
  "kana",
  "name",
  "password",
  "phone",
  "secret",
  "signature",
  "token",
];

const SAFE_CODE = /^[A-Za-z0-9_.-]{1,40}$/;

/**
 * An error as the log may keep it: where it happened and what kind, without the values that drivers quote.
 * The `detail` of a PostgreSQL error repeats the row, so it is left out.
 */
export function describeError(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { type: typeof error };
  const described: Record<string, string> = { type: error.name, message: scrub(error.message) };
  for (const field of ["code", "constraint", "table", "digest"] as const) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === "string" && SAFE_CODE.test(value)) described[`error_${field}`] = value;
  }
  // The head of a stack repeats the message; only the frames are kept.
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  if (frames.length > 0) described.frames = frames.slice(0, 12).join("\n");
  if (error.cause instanceof Error) described.cause = `${error.cause.name}: ${scrub(error.cause.message)}`;
  return described;
}

/** Takes addresses, long numbers and quoted values out of a sentence that a library wrote. */
export function scrub(text: string): string {
  return text
    .replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, "[email]")
    .replace(/\d{5,}/g, "[number]")
    .replace(/[^\x20-\x7e\n]+/g, "[text]")
    .slice(0, 400);
}

/** A log that writes JSON lines to standard error, so that standard output stays one document. */
export function createLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true }),
): pino.Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: "[redacted]" },
      serializers: { err: describeError },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

let shared: pino.Logger | undefined;

/** The log of the process. Give it ids and codes, never what people typed. */
export function log(): pino.Logger {
  shared ??= createLog(logLevel());
  return shared;
}
