import type { Page } from "@playwright/test";
import { z } from "zod";
import { noren } from "./fixtures";
import { ask, callOfNetwork, ownCode, tryPush } from "./network-steps";

// What a list leads to is the same at every width, so it is looked up once.
const found = new Map<string, string>();
/** The address of the first link of a kind on a page. */
export const linkOn = (path: string, selector: string) => async (page: Page) => {
  const key = `${path} ${selector}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  await page.goto(path);
  const href = (await page.locator(selector).first().getAttribute("href")) ?? "";
  found.set(key, href);
  return href;
};

/** A change of name that the demo's owner has begun: it needs no second factor, and there is one however often. */
export async function begunChange(page: Page): Promise<string> {
  const answer = await page.request.post("/api/trpc/changes.begin", {
    data: { json: { kind: "legal_name" } },
  });
  return `/settings/changes/${(await answer.json()).result.data.json.changeId}`;
}

/** A request for a copy of one's own data: there is one however often it is asked. */
export async function askedPrivacy(page: Page): Promise<string> {
  const answer = await page.request.post("/api/trpc/privacy.ask", { data: { json: { kind: "copy" } } });
  return `/ops/privacy/${(await answer.json()).result.data.json.requestId}`;
}

/** A page below the newest statement. */
export function pageOfStatement(rest: string): (page: Page) => Promise<string> {
  const newest = linkOn("/payouts", 'main a[href^="/payouts/stm_"]');
  return async (page) => `${await newest(page)}${rest}`;
}

/** A place that is prepared once and is then the same at every width. */
const once = (name: string, prepare: (page: Page) => Promise<string>) => async (page: Page) => {
  const path = found.get(name) ?? (await prepare(page));
  found.set(name, path);
  return path;
};

const DISPUTED_YEN = 1_280;

/** A payment at the first of these codes whose shop takes money: a demo network has closed shops, too. */
async function payAtOneOf(baseURL: string, codes: readonly string[]) {
  for (const code of codes) {
    const paid = await tryPush(baseURL, { code, yen: DISPUTED_YEN });
    if (paid !== null) return paid;
  }
  throw new Error(`None of ${codes.length} codes took a payment.`);
}

/** A dispute of a payment at one of some codes. @returns its id here */
async function disputeAt(codes: readonly string[]): Promise<string> {
  const baseURL = process.env.E2E_URL ?? "";
  const paid = await payAtOneOf(baseURL, codes);
  const { acquirerDisputeId } = await callOfNetwork(baseURL, "disputes/initiateRetrieval", {
    disputeId: `D${paid.networkId}`,
    paymentId: paid.networkId,
    disputeAmount: { currency: "JPY", value: String(DISPUTED_YEN) },
    disputeReasonCode: "GOODS_NOT_RECEIVED",
    responseDueTime: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  });
  return String(acquirerDisputeId);
}

/** A dispute of the signed-in person's shop. */
export const ownDispute = once("own dispute", async (page) => {
  const code = await ownCode(page);
  return `/payments/disputes/${await disputeAt([code])}`;
});

/** A dispute of some shop, as operations see it. */
export const someDispute = once("some dispute", async () => {
  const codes = z.array(z.object({ code: z.string() })).parse(await noren("code", "list", "--limit", "50"));
  return `/ops/risk/disputes/${await disputeAt(codes.map((each) => each.code))}`;
});

/** An endpoint whose log has a message in it. */
export const endpoint = once("endpoint", async (page) => {
  const url = `http://127.0.0.1:${process.env.E2E_RECEIVER_PORT}/hooks`;
  const json = { name: "POS", url, eventTypes: ["payment.succeeded"] };
  const { endpointId } = z
    .object({ endpointId: z.string() })
    .parse(await ask(page, "webhooks.create", { json }));
  await ask(page, "webhooks.test", { json: { endpointId } });
  return `/settings/webhooks/${endpointId}`;
});
