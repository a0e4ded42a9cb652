import { wallNow } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { networkSignatures } from "@/server/platform/http-signature";
import { log } from "@/server/platform/log";
import { afterCall, type Circuit, CLOSED_CIRCUIT, mayCall } from "./circuit/rules";
import { keepExchange } from "./exchanges/commands";
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
  "disputes/responseRetrieval",
  "disputes/responseEscalation",
] as const;
export type NetworkCall = (typeof NETWORK_CALLS)[number];

const TIMEOUT_MS = 10_000;

// One way to the network per process: Next bundles a module once per route, so it cannot live in the module.
declare global {
  var norenNetworkCircuit: Circuit | undefined;
}

/**
 * Calls the network with a signature. Whatever leaves a doubt (no answer in time, an answer that is not the
 * network's, not JSON or without a result) is `U`: the caller asks again under the same natural id and never guesses.
 * While the network is silent nothing is sent at all and the answer is `U` at once. Each call that was made is written
 * down by its ids and result. Never throws.
 */
export async function callNetwork(
  call: NetworkCall,
  body: Readonly<Record<string, unknown>>,
  timeoutMs = TIMEOUT_MS,
): Promise<NetworkAnswer> {
  const { networkBaseUrl } = env();
  const circuit = globalThis.norenNetworkCircuit ?? CLOSED_CIRCUIT;
  const startedMs = wallNow();
  if (networkBaseUrl === undefined || !mayCall(circuit, startedMs)) return NO_ANSWER;
  const answer = await attempt(new URL(`${networkBaseUrl}/aps/api/v1/${call}`), body, timeoutMs);
  const endedMs = wallNow();
  globalThis.norenNetworkCircuit = afterCall(
    globalThis.norenNetworkCircuit ?? CLOSED_CIRCUIT,
    answer !== null,
    endedMs,
  );
  const { result } = answer ?? NO_ANSWER;
  await keepExchange({ call, subject: subjectOf(body), result, tookMs: endedMs - startedMs });
  return answer ?? NO_ANSWER;
}

/** The id under which a call may be repeated. */
function subjectOf(body: Readonly<Record<string, unknown>>): string {
  const names = ["refundRequestId", "registrationRequestId", "disputeId", "paymentRequestId", "paymentId"];
  const named = names.map((name) => body[name]).find((value) => typeof value === "string");
  return String(named ?? "");
}

async function attempt(
  url: URL,
  body: Readonly<Record<string, unknown>>,
  timeoutMs: number,
): Promise<NetworkAnswer | null> {
  try {
    return await post(url, JSON.stringify(body), timeoutMs);
  } catch (error) {
    log().warn({ path: url.pathname, err: error }, "the network gave no answer");
    return null;
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
