import { ZodError } from "zod";
import { messagesOf } from "@/messages/messages";
import { answerOperation } from "@/server/alerts/api/queries";
import { KEY_LIMIT, OPERATIONS, operationAt, WRONG_KEY_LIMIT } from "@/server/alerts/api/rules";
import { type FoundKey, findKey } from "@/server/alerts/keys/queries";
import { API_SCOPES, keyOfHeader } from "@/server/alerts/keys/rules";
import { DomainError, type ErrorCode, isDomainError } from "@/server/kernel/errors";
import { systemClock, wallNow } from "@/server/platform/clock";
import { sha256 } from "@/server/platform/crypto";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { httpStatusOf } from "./error-map";
import { requireKeyScope } from "./gate";

/** A call of a merchant's own system. */
export type IntegrationCall = {
  /** Below `/api/v1`, such as `/payments/pay_…`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | null;
  readonly clientAddress: string;
  readonly requestId: string;
};

export type IntegrationAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/**
 * Answers a merchant's own system: key, limit, permission, then one read in the key's scope. Every refusal is a
 * problem document (RFC 9457) with words that say what to do.
 */
export async function answerIntegration(call: IntegrationCall): Promise<IntegrationAnswer> {
  try {
    const body = await answered(call);
    return { status: 200, headers: headersOf(call, "application/json; charset=utf-8"), body };
  } catch (error) {
    return refusal(call, error);
  }
}

async function answered(call: IntegrationCall): Promise<unknown> {
  const key = await requireKey(call);
  await spendRateLimit(KEY_LIMIT, key.keyId);
  const found = operationAt(call.path);
  if (found === null) throw new DomainError("not_found");
  const { scope: wanted } = OPERATIONS[found.name];
  if (!key.scopes.includes(wanted)) throw new DomainError("not_permitted");
  const permissions = key.scopes.map((scope) => API_SCOPES[scope]);
  const scope = requireKeyScope(API_SCOPES[wanted], { ...key, permissions });
  const asked = { id: found.id, query: call.query, nowMs: systemClock().now() };
  return read(scope, (tx) => answerOperation(tx, scope, found.name, asked));
}

async function requireKey(call: IntegrationCall): Promise<FoundKey> {
  const text = keyOfHeader(call.authorization);
  // The role that searches across tenants, since no tenant is known yet; the query is bound to the key's hash.
  const key = text === null ? null : await findKey(sqlOfClient(poolFor("operator")), sha256(text), wallNow());
  if (key !== null) return key;
  await spendRateLimit(WRONG_KEY_LIMIT, call.clientAddress);
  throw new DomainError("api_key_wrong");
}

function refusal(call: IntegrationCall, error: unknown): IntegrationAnswer {
  const { code, seconds, detail } = reasonOf(error);
  if (code === "internal")
    log().error({ err: error, requestId: call.requestId }, "a call of an integrator failed");
  const status = httpStatusOf(code);
  const headers = headersOf(call, "application/problem+json; charset=utf-8");
  return {
    status,
    headers: seconds === null ? headers : { ...headers, "retry-after": String(seconds) },
    body: {
      type: "about:blank",
      title: code.replaceAll("_", " "),
      status,
      code,
      detail: detail ?? messagesOf("en").errors[code],
      requestId: call.requestId,
    },
  };
}

type Reason = { readonly code: ErrorCode; readonly seconds: number | null; readonly detail: string | null };

function reasonOf(error: unknown): Reason {
  if (error instanceof ZodError) {
    const fields = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return { code: "invalid_input", seconds: null, detail: `Please correct the query. ${fields.join("; ")}` };
  }
  if (!isDomainError(error)) return { code: "internal", seconds: null, detail: null };
  const { seconds } = error.params;
  return { code: error.code, seconds: typeof seconds === "number" ? seconds : null, detail: null };
}

function headersOf(call: IntegrationCall, contentType: string): Record<string, string> {
  return {
    "content-type": contentType,
    "cache-control": "private, no-store",
    "x-request-id": call.requestId,
  };
}
