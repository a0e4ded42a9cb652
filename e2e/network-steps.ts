import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { signerOf, signRequest } from "@/server/platform/http-signature";
import { dataDir, expect } from "./fixtures";

const ROOT = "/api/network/v1/";

/** A code at which the signed-in person's shop takes money. */
export async function ownCode(page: Page): Promise<string> {
  await page.goto("/codes");
  const href = (await page.locator('a[href*="/poster.pdf"]').first().getAttribute("href")) ?? "";
  return /\/api\/codes\/([0-9A-Z]{10})\//.exec(href)?.[1] ?? "";
}

type NetworkSays = {
  readonly result: { readonly resultStatus: string; readonly resultCode: string };
} & Readonly<Record<string, unknown>>;

/** One call of the network's, signed with the sandbox's key. @returns what Noren answers */
export async function callOfNetwork(baseURL: string, call: string, message: unknown): Promise<NetworkSays> {
  const privateKeyPem = readFileSync(join(dataDir(), "keys/network-private.pem"), "utf8");
  const signer = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem, keyVersion: 1 });
  const path = `${ROOT}${call}`;
  const body = Buffer.from(JSON.stringify(message));
  const headers = await signRequest(signer, { path, body }, Date.now());
  const response = await fetch(`${baseURL}${path}`, { method: "POST", headers, body });
  return JSON.parse(await response.text());
}

type Sale = { readonly code: string; readonly yen: number; readonly wallet?: "NOREN_JP" | "ALIPAY_CN" };

type Pushed = { readonly networkId: string; readonly number: string };

/** A payment of one and the same shopper that the sandbox's network knows nothing of. @returns both sides' numbers */
export async function pushMessage(baseURL: string, sale: Sale): Promise<Pushed> {
  const pushed = await tryPush(baseURL, sale);
  if (pushed === null) throw new Error(`A payment at the code ${sale.code} was refused.`);
  return pushed;
}

/** As {@link pushMessage}, where the code may be of a shop that takes no money. @returns null if it was refused */
export async function tryPush(
  baseURL: string,
  { code, yen, wallet = "NOREN_JP" }: Sale,
): Promise<Pushed | null> {
  const amount = { currency: "JPY", value: String(yen) };
  const networkId = `E2E${Date.now()}${Math.round(performance.now() * 1_000)}`;
  const { result, acquirerPaymentId } = await callOfNetwork(baseURL, "payments/pushPayment", {
    paymentId: networkId,
    pspId: wallet,
    acquirerId: "NOREN",
    codeValue: `${baseURL}/p/${code}`,
    customerId: "2088000000000777",
    paymentAmount: amount,
    payerAmount: amount,
    settlementAmount: amount,
    paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" },
  });
  return result.resultStatus === "S" ? { networkId, number: String(acquirerPaymentId) } : null;
}

let pushed = 0;

/** A payment that the sandbox's wallet makes. @returns the network's id of it, and Noren's */
export async function pushByWallet(page: Page, { code, yen, wallet = "NOREN_JP" }: Sale) {
  pushed += 1;
  const last4 = String(1_000 + ((process.pid * 10 + pushed) % 9_000));
  const networkId = `${Date.now()}`.padEnd(22, "0") + last4;
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post("/sandbox/wallet/push", {
    form: {
      wallet,
      payload: `${origin}/p/${code}`,
      paymentId: networkId,
      amount: String(yen),
      misbehave: "none",
    },
  });
  expect(answer.ok()).toBe(true);
  const answers = z.object({ payments: z.array(z.object({ paymentId: z.string() })) });
  let found: string | undefined;
  await expect
    .poll(async () => {
      const data = withYen({ last4 }, yen);
      found = answers.parse(await ask(page, "payments.listPayments", data)).payments[0]?.paymentId;
      return found;
    })
    .toMatch(/^pay_/);
  return { networkId, paymentId: found ?? "" };
}

/** What a procedure answers to the signed-in person, asked as screens ask. */
export async function ask(page: Page, procedure: string, data: unknown): Promise<unknown> {
  const answer = await page.request.post(`/api/trpc/${procedure}`, { data });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).result.data.json;
}

/** An input with an amount, as superjson writes it. */
function withYen(input: Readonly<Record<string, unknown>>, yen: number) {
  return { json: { ...input, amountMinor: String(yen) }, meta: { values: { amountMinor: ["bigint"] } } };
}

/** Asks for a refund of some yen, as the dialog of its screen does. */
export async function refundByApi(page: Page, paymentId: string, yen: number): Promise<void> {
  const input = { paymentId, requestId: `${paymentId}-refund-1`, reason: "" };
  await ask(page, "payments.refundPayment", withYen(input, yen));
}
