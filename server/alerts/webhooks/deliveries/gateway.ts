import { hmacSha256 } from "@/server/platform/crypto";
import { type OutboundAnswer, postOutbound } from "@/server/platform/outbound";
import { ANSWER_MAX_BYTES, type SigningSecret, secretKey, signedContent, TIMEOUT_MS } from "../rules";

/** A message on its way to one endpoint. */
export type Sending = {
  readonly url: string;
  readonly messageId: string;
  readonly body: string;
  /** Those that sign now: one, or two during a rotation. */
  readonly secrets: readonly SigningSecret[];
};

/**
 * Calls an endpoint once, signed by the Standard Webhooks convention with the time of this attempt. Never throws.
 * @param wallMs wall time, which receivers compare with their own
 */
export async function callEndpoint(
  { url, messageId, body, secrets }: Sending,
  wallMs: number,
  exempt: readonly string[],
): Promise<OutboundAnswer> {
  const timestamp = Math.floor(wallMs / 1_000);
  const content = signedContent(messageId, timestamp, body);
  const signatures = secrets.map(({ text }) => {
    const mac = hmacSha256(secretKey(text), content);
    return `v1,${Buffer.from(mac).toString("base64")}`;
  });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Noren-Webhooks/1",
    "webhook-id": messageId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
  return postOutbound({
    url,
    headers,
    body,
    timeoutMs: TIMEOUT_MS,
    answerMaxBytes: ANSWER_MAX_BYTES,
    exempt,
  });
}
