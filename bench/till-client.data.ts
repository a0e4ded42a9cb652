/**
 * A till system as an integrator would write it who has the OpenAPI document and network-api.md and nothing else. Its
 * types are generated from the document; the test compiles it against them and runs it over HTTP.
 */
export const TILL_CLIENT = `
import { createHmac, createSign, createVerify, timingSafeEqual } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths, webhooks } from "./schema";

type Payment = components["schemas"]["Payment"];
export type Paid = webhooks["payment.succeeded"]["post"]["requestBody"]["content"]["application/json"];

export function reader(baseUrl: string, key: string) {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: \`Bearer \${key}\` } });
  return {
    async payments(limit: number): Promise<Payment[]> {
      const all: Payment[] = [];
      let cursor: string | undefined;
      do {
        const { data, error } = await client.GET("/payments", { params: { query: { limit, cursor } } });
        if (!data) throw new Error(error?.code);
        all.push(...data.data);
        cursor = data.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return all;
    },
    async payment(id: string): Promise<Payment | string> {
      const { data, error } = await client.GET("/payments/{id}", { params: { path: { id } } });
      return data ?? error.code;
    },
    async refunded(paymentId: string): Promise<bigint> {
      const { data } = await client.GET("/refunds", { params: { query: { paymentId } } });
      const refunds = data?.data ?? [];
      return refunds.reduce((sum, refund) => sum + BigInt(refund.amount.value), 0n);
    },
    async refund(id: string): Promise<components["schemas"]["Refund"] | string> {
      const { data, error } = await client.GET("/refunds/{id}", { params: { path: { id } } });
      return data ?? error.code;
    },
    /** The ids of all payouts; of each, whether its figures sum to what is paid and carried. */
    async payouts(): Promise<{ id: string; addsUp: boolean }[]> {
      const { data } = await client.GET("/payouts");
      return (data?.data ?? []).map((one) => ({ id: one.id, addsUp: addsUp(one) }));
    },
    async payout(id: string): Promise<components["schemas"]["Payout"] | string> {
      const { data, error } = await client.GET("/payouts/{id}", { params: { path: { id } } });
      return data ?? error.code;
    },
  };
}

/** The sum that the description of a payout gives. */
function addsUp(one: components["schemas"]["Payout"]): boolean {
  const yen = (amount: components["schemas"]["Amount"]) => BigInt(amount.value);
  const due = yen(one.opening) + yen(one.sales) - yen(one.refunds) - yen(one.fees) + yen(one.feesReturned) - yen(one.transferFee);
  const all = due - yen(one.tax) + yen(one.taxReturned) + yen(one.adjustments) + yen(one.returnedPayouts);
  return all === yen(one.amount) + yen(one.carried);
}

/** The message of a webhook, or null when it is not signed with the secret or is too old. */
export function readWebhook(secret: string, headers: Headers, body: string): Paid | null {
  const [id, at] = [headers.get("webhook-id"), headers.get("webhook-timestamp")];
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return null;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mine = createHmac("sha256", key).update(\`\${id}.\${at}.\${body}\`).digest();
  const theirs = (headers.get("webhook-signature") ?? "")
    .split(" ")
    .filter((text) => text.startsWith("v1,"))
    .map((text) => Buffer.from(text.slice(3), "base64"));
  const isOurs = theirs.some((one) => one.length === mine.length && timingSafeEqual(one, mine));
  return isOurs ? (JSON.parse(body) as Paid) : null;
}

/** The network's side: a signed call and an answer whose signature is checked. */
export async function callNoren(
  origin: string,
  call: string,
  message: unknown,
  keys: { privateKey: string; norenPublicKey: string },
): Promise<Record<string, unknown>> {
  const path = \`/api/network/v1/\${call}\`;
  const body = JSON.stringify(message);
  const time = new Date().toISOString();
  const signature = createSign("RSA-SHA256").update(\`POST \${path}\\nSANDBOX_NETWORK.\${time}.\${body}\`).sign(keys.privateKey, "base64");
  const answer = await fetch(origin + path, {
    method: "POST",
    body,
    headers: {
      "Client-Id": "SANDBOX_NETWORK",
      "Request-Time": time,
      "Content-Type": "application/json; charset=UTF-8",
      Signature: \`algorithm=RSA256,keyVersion=1,signature=\${encodeURIComponent(signature)}\`,
    },
  });
  const text = await answer.text();
  const given = decodeURIComponent(/signature=([^,]+)/.exec(answer.headers.get("Signature") ?? "")?.[1] ?? "");
  const content = \`POST \${path}\\nNOREN.\${answer.headers.get("Response-Time")}.\${text}\`;
  const isNoren = createVerify("RSA-SHA256").update(content).verify(keys.norenPublicKey, given, "base64");
  if (!isNoren) throw new Error("the answer is not Noren's");
  return JSON.parse(text) as Record<string, unknown>;
}
`;

/** Uses of the same types that have to be refused, or the types would say nothing. */
export const WRONG_CLIENTS = {
  "a filter that is not described": 'client.GET("/payments", { params: { query: { colour: "red" } } });',
  "an address that is not described": 'client.GET("/customers");',
  "an amount as a number":
    'client.GET("/payments").then(({ data }) => { const yen: number | undefined = data?.data[0]?.amount.value; return yen; });',
} as const;
