import { env } from "@/server/platform/env";
import { networkSignatures } from "@/server/platform/http-signature";
import { log } from "@/server/platform/log";
import { BODY_MAX_BYTES, type NetworkAnswer, NO_ANSWER } from "./rules";
import { resultEnvelope } from "./schema";

/** The network's interface as Noren calls it. */
export const NETWORK_CALLS = [
  "payments/pay",
  "payments/inquiryPayment",
  "payments/cancelPayment",
  "payments/refund",
  "merchants/registration",
  "merchants/inquiryRegistrationStatus",
] as const;
export type NetworkCall = (typeof NETWORK_CALLS)[number];

const TIMEOUT_MS = 10_000;

/**
 * Calls the network with a signature. Whatever leaves a doubt (no answer in time, an answer that is not the
 * network's, not JSON or without a result) is `U`: the caller asks again and never guesses. Never throws.
 */
export async function callNetwork(
  call: NetworkCall,
  body: Readonly<Record<string, unknown>>,
  timeoutMs = TIMEOUT_MS,
): Promise<NetworkAnswer> {
  const { networkBaseUrl } = env();
  if (networkBaseUrl === undefined) return NO_ANSWER;
  const url = new URL(`${networkBaseUrl}/aps/api/v1/${call}`);
  try {
    const answer = await post(url, JSON.stringify(body), timeoutMs);
    if (answer === null) log().warn({ call }, "the network's answer could not be believed");
    return answer ?? NO_ANSWER;
  } catch (error) {
    log().warn({ call, err: error }, "the network gave no answer");
    return NO_ANSWER;
  }
}

async function post(url: URL, text: string, timeoutMs: number): Promise<NetworkAnswer | null> {
  const signatures = networkSignatures();
  const path = url.pathname;
  const body = Buffer.from(text, "utf8");
  const response = await fetch(url, {
    method: "POST",
    headers: await signatures.signRequest({ path, body }),
    body,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || bytes.length > BODY_MAX_BYTES) return null;
  if (!signatures.verifyResponse(response.headers, { path, body: bytes }).ok) return null;
  const parsed = resultEnvelope.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data : null;
}
