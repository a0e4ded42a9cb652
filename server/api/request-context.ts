import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { findSignedIn, noteSeen } from "@/server/identity/queries";
import { SEEN_EVERY_MS } from "@/server/identity/sessions/rules";
import { wallNow } from "@/server/platform/clock";
import { sha256Hex } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { sessionCookie } from "@/server/platform/session-cookie";
import type { Context, SignedIn } from "./context";

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The number of a request, which the answer, the log and the audit trail share. */
export function requestIdOf(from: Headers): string {
  const given = from.get("x-request-id") ?? "";
  return REQUEST_ID.test(given) ? given : randomUUID();
}

/**
 * The caller's network address. A proxy appends the address that it saw, so the last entry is the one that the
 * nearest proxy vouches for; the ones before it are the caller's own words.
 */
export function clientAddressOf(from: Headers): string {
  return from.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
}

/** Who holds a session token now. Blocks, revoked roles and ended sessions act at the next request. */
export async function signedInWith(token: string | undefined): Promise<SignedIn | null> {
  if (token === undefined || token === "") return null;
  // The role that searches across tenants, since no tenant is known yet; the query itself is bound to the token.
  const sql = sqlOfClient(poolFor("operator"));
  const found = await findSignedIn(sql, sha256Hex(token), wallNow());
  if (!found) return null;
  const { seenAtMs, ...signedIn } = found;
  if (wallNow() - seenAtMs > SEEN_EVERY_MS) await noteSeen(sql, found.sessionId, wallNow());
  return signedIn;
}

/** The context of a page or a procedure: read once per request. */
export const requestContext = cache(async (): Promise<Context> => {
  const [given, jar] = await Promise.all([headers(), cookies()]);
  const signedIn = await signedInWith(jar.get(sessionCookie().name)?.value);
  return {
    requestId: requestIdOf(given),
    signedIn,
    clientAddress: clientAddressOf(given),
    locale: await getLocale(),
  };
});
