import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { ERROR_KINDS, type ErrorCode, type ErrorKind } from "@/server/kernel/errors";

/** Exhaustive by type: a new kind of error without a transport code does not compile. */
const TRANSPORT: Record<ErrorKind, { readonly trpc: TRPC_ERROR_CODE_KEY; readonly http: number }> = {
  unauthenticated: { trpc: "UNAUTHORIZED", http: 401 },
  forbidden: { trpc: "FORBIDDEN", http: 403 },
  not_found: { trpc: "NOT_FOUND", http: 404 },
  invalid: { trpc: "BAD_REQUEST", http: 400 },
  conflict: { trpc: "CONFLICT", http: 409 },
  rate_limited: { trpc: "TOO_MANY_REQUESTS", http: 429 },
  unavailable: { trpc: "SERVICE_UNAVAILABLE", http: 503 },
  internal: { trpc: "INTERNAL_SERVER_ERROR", http: 500 },
};

/** The tRPC code of a domain error. */
export function transportCodeOf(code: ErrorCode): TRPC_ERROR_CODE_KEY {
  return TRANSPORT[ERROR_KINDS[code]].trpc;
}

/** The HTTP status of a domain error, for route handlers. */
export function httpStatusOf(code: ErrorCode): number {
  return TRANSPORT[ERROR_KINDS[code]].http;
}
