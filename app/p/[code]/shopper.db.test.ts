import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import {
  makeNetworkKeys,
  ownerDepsAt,
  PUBLIC_URL,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { messagesOf } from "@/messages/messages";
import { storePayload } from "@/server/codes/emv/payload/rules";
import { pauseCode, reissueCode, revokeCode } from "@/server/codes/life/commands";
import { changeLogo, removeLogo } from "@/server/merchants/logo/commands";
import { LANGUAGES } from "@/server/payments/shopper/rules";
import { advanceClock, systemClock } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { GET as getReceipt } from "./done/route";
import { GET as getLogo } from "./logo/route";
import { GET, POST } from "./route";

/** The shopper's page as a phone's browser gets it: its handlers, a real database, and a network over real HTTP. */

const WALLET_PAGE = "https://wallet.example/pay/1";
const DAY_MS = 86_400_000;
const keys = makeNetworkKeys();
const folder = mkdtempSync(join(tmpdir(), "noren-shopper-"));
let network: FakeNetwork;
let database: TestDatabase;
let shops: Shop[] = [];
let next = 0;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({
    ...keys.env,
    NETWORK_BASE_URL: network.url,
    SANDBOX: "1",
    CLOCK_FILE: join(folder, "clock.json"),
    LOG_LEVEL: "fatal",
  });
  shops = await plantShops(database.urls.superuser, 14);
});
beforeEach(() => {
  network.calls.length = 0;
  network.answer("payments/pay", () => ({
    ...resultText("S", "SUCCESS"),
    paymentId: `net${network.calls.length}`,
    paymentUrl: WALLET_PAGE,
  }));
});
afterAll(async () => {
  await network.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A shop that no other test has touched. */
function freshShop(): Shop {
  const shop = shops[next];
  if (shop === undefined) throw new Error("plant more shops");
  next += 1;
  return shop;
}

const now = () => systemClock().now();
const params = (code: string) => ({ params: Promise.resolve({ code }) });

async function open(code: string, query = "", language = "ja") {
  const headers = { "accept-language": language };
  const answer = await GET(new Request(`${PUBLIC_URL}/p/${code}${query}`, { headers }), params(code));
  return { status: answer.status, text: await answer.text() };
}

const fieldOf = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";

async function post(code: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  const answer = await POST(new Request(`${PUBLIC_URL}/p/${code}`, { method: "POST", body }), params(code));
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

/** The form of a page as it is sent: its hidden ticket with an amount. */
async function filled(code: string, amount: string) {
  const { status, text } = await open(code);
  expect(status).toBe(200);
  return { ticket: fieldOf(text, "ticket"), amount, wallet: "NOREN_JP" };
}

const sql = (text: string, values: unknown[]) =>
  withClient(database.urls.superuser, async (client) => (await client.query(text, values)).rows);
const paymentsOf = async (code: string) =>
  (await sql("SELECT id FROM payment WHERE code_id = $1", [code])).map(({ id }) => id);
const payload = (code: string) =>
  storePayload({
    code,
    nameLatin: "NOREN SHOP",
    cityLatin: "TOKYO",
    postalCode: "1000001",
    mcc: "5812",
    nameLocal: "",
  });

/** How the network's own push at a code is answered now. */
async function pushed(shop: Shop, code: string): Promise<string> {
  const message = pushMessage({ ...shop, emv: payload(code) });
  return (await send(keys, "payments/pushPayment", message, now())).result.resultCode;
}

describe("a code at which nothing can be paid", () => {
  it("says why in four languages, and to the clerk in Japanese, without any form", async () => {
    const [retired, paused, closed, bare, live] = [1, 2, 3, 4, 5].map(freshShop);
    if (!retired || !paused || !closed || !bare || !live) throw new Error("no shops");
    await revokeCode(ownerDepsAt(retired, now()), { code: retired.code });
    await pauseCode(ownerDepsAt(paused, now()), { code: paused.code });
    await sql("UPDATE store SET state = 'suspended' WHERE id = $1", [closed.storeId]);
    await sql("DELETE FROM wallet_registration WHERE store_id = $1", [bare.storeId]);
    const cases = [
      ["AAAAAAAAAA", "", "code_invalid"],
      ["22222222222", "", "code_invalid"],
      [retired.code, "", "code_invalid"],
      [paused.code, "", "code_invalid"],
      [closed.code, "", "store_not_live"],
      [bare.code, "", "wallet_not_live"],
      [live.code, "?wallet=PAYPAY", "wallet_not_live"],
    ] as const;
    for (const language of LANGUAGES) {
      const { refusal } = messagesOf(language).shopper;
      for (const [code, query, why] of cases) {
        const { status, text } = await open(code, query, language);
        expect(status, code).toBeGreaterThanOrEqual(400);
        for (const words of [refusal[why], refusal[`${why}_why`], refusal[`${why}_do`]])
          expect(text).toContain(words.replaceAll("'", "&#39;"));
        expect(text).toContain(messagesOf("ja").shopper.refusal[why]);
        expect(text).not.toContain("<form");
      }
    }
    // A form that was open before takes nothing any more either.
    const form = { ticket: "x", amount: "100", wallet: "NOREN_JP" };
    expect((await post(retired.code, form)).status).toBe(404);
    expect(network.calls).toEqual([]);
  });
});

describe("a form", () => {
  it("that is sent twice at once, or again after going back, is one payment", async () => {
    const { code } = freshShop();
    const form = await filled(code, "1,280");
    const [first, second] = await Promise.all([post(code, form), post(code, form)]);
    expect([first.status, first.location]).toEqual([303, WALLET_PAGE]);
    expect([second.status, second.location]).toEqual([303, WALLET_PAGE]);
    expect((await post(code, form)).location).toBe(WALLET_PAGE);
    expect(await paymentsOf(code)).toHaveLength(1);
    const asked = network.calls.filter(({ name }) => name === "payments/pay");
    expect(new Set(asked.map(({ body }) => body.paymentRequestId)).size).toBe(1);
  });

  it("that is changed after going back is another payment, and the first can still be looked at", async () => {
    const { code } = freshShop();
    const form = await filled(code, "1280");
    await post(code, form);
    await post(code, { ...form, amount: "1820" });
    expect(await paymentsOf(code)).toHaveLength(2);
  });

  it("whose answer was lost on the way comes back with what was typed, and goes on as the same payment", async () => {
    const { code } = freshShop();
    const form = await filled(code, "1280");
    network.answer("payments/pay", () => "no_answer");
    const lost = await post(code, form);
    expect(lost.status).toBe(503);
    expect(lost.text).toContain(messagesOf("ja").shopper.refusal.network_unreachable_do);
    expect(fieldOf(lost.text, "ticket")).toBe(form.ticket);
    expect(lost.text).toContain('value="1280"');
    network.answer("payments/pay", () => ({ ...resultText("S", "SUCCESS"), paymentUrl: WALLET_PAGE }));
    expect((await post(code, form)).location).toBe(WALLET_PAGE);
    expect(await paymentsOf(code)).toHaveLength(1);
  });

  it("whose answer is slow is waited for, and sent again meanwhile it is still one payment", async () => {
    const { code } = freshShop();
    const form = await filled(code, "1280");
    const gate = new AbortController();
    network.answer("payments/pay", async () => {
      if (!gate.signal.aborted) await once(gate.signal, "abort");
      return { ...resultText("S", "SUCCESS"), paymentUrl: WALLET_PAGE };
    });
    const sent = [post(code, form), post(code, form)];
    await expect.poll(() => network.calls.length).toBeGreaterThan(0);
    // What was ordered stands in the books before the network has said a word, and is not called paid.
    const [order] = await sql("SELECT id, state FROM payment WHERE code_id = $1", [code]);
    expect(order).toMatchObject({ state: expect.stringMatching(/^(created|pending)$/) });
    gate.abort();
    for (const answer of await Promise.all(sent)) {
      expect(answer).toMatchObject({ status: 303, location: WALLET_PAGE });
    }
    expect(await paymentsOf(code)).toHaveLength(1);
  });

  it("that the network refuses leads to a screen that says that nothing was paid", async () => {
    const { code } = freshShop();
    network.answer("payments/pay", () => resultText("F", "RISK_REJECT"));
    const refused = await post(code, await filled(code, "500"));
    expect(refused.status).toBe(303);
    const url = new URL(refused.location ?? "", PUBLIC_URL);
    const receipt = await (await getReceipt(new Request(url), params(code))).text();
    expect(receipt).toContain(messagesOf("ja").shopper.failed.title);
    expect(receipt).not.toContain('class="paid"');
    // Nobody else's address tells of it.
    url.searchParams.set("payment", `${url.searchParams.get("payment")?.replace(/.$/, "0")}0`);
    expect((await getReceipt(new Request(url), params(code))).status).toBe(404);
  });
});

describe("the shop's own picture", () => {
  it("is drawn anew from what the owner chose, stands on the page, and goes with one press", async () => {
    const shop = freshShop();
    const noise = Buffer.from(Array.from({ length: 400 * 300 * 3 }, (_, at) => (at * 7) % 251));
    const chosen = await sharp(noise, { raw: { width: 400, height: 300, channels: 3 } })
      .withExif({ IFD0: { Artist: "SECRET" } })
      .png()
      .toBuffer();
    await changeLogo(ownerDepsAt(shop, now()), { picture: chosen.toString("base64") });
    const tag = /logo\?v=([0-9a-f]{16})"/.exec((await open(shop.code)).text)?.[1];
    expect(tag).toBeDefined();
    const served = await getLogo(
      new Request(`${PUBLIC_URL}/p/${shop.code}/logo?v=${tag}`),
      params(shop.code),
    );
    expect(served.headers.get("content-type")).toBe("image/jpeg");
    const bytes = Buffer.from(await served.arrayBuffer());
    expect(bytes.length).toBeLessThan(24_000);
    expect(bytes.includes("SECRET")).toBe(false);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 144, height: 108 });
    await removeLogo(ownerDepsAt(shop, now()));
    expect((await open(shop.code)).text).not.toContain("<img");
    expect((await getLogo(new Request(PUBLIC_URL), params(shop.code))).status).toBe(404);
  });

  it("is nothing but a picture: whatever else is sent changes nothing", async () => {
    const shop = freshShop();
    for (const sent of ["<svg onload='alert(1)'/>", "\x89PNG\r\n\x1a\nrubbish", "%PDF-1.7"]) {
      const picture = Buffer.from(sent, "latin1").toString("base64");
      await expect(changeLogo(ownerDepsAt(shop, now()), { picture })).rejects.toThrow("document_unreadable");
    }
    expect((await open(shop.code)).text).not.toContain("<img");
  });
});

describe("the life of a poster", () => {
  it("re-issued with grace, both codes pay; after it the old one is refused at the page and at the network", async () => {
    const shop = freshShop();
    const { code: fresh } = await reissueCode(ownerDepsAt(shop, now()), { code: shop.code, graceDays: 7 });
    for (const code of [shop.code, fresh]) {
      expect(await pushed(shop, code)).toBe("SUCCESS");
      expect((await post(code, await filled(code, "700"))).location).toBe(WALLET_PAGE);
    }
    const late = await filled(shop.code, "900");
    advanceClock(7 * DAY_MS);
    expect(await pushed(shop, shop.code)).toBe("INVALID_CODE");
    expect(await open(shop.code)).toMatchObject({ status: 404 });
    expect(await post(shop.code, late)).toMatchObject({ status: 404, location: null });
    expect(await pushed(shop, fresh)).toBe("SUCCESS");
    expect((await post(fresh, await filled(fresh, "900"))).location).toBe(WALLET_PAGE);
  });

  it("revoked under load, no payment that is sent afterwards succeeds, and the page refuses at once", async () => {
    const shop = freshShop();
    let revokedAtRound = Number.POSITIVE_INFINITY;
    const answers: { round: number; result: string }[] = [];
    let round = 0;
    const lane = async () => {
      while (round < 240) {
        round += 1;
        const mine = round;
        answers.push({ round: mine, result: await pushed(shop, shop.code) });
      }
    };
    const owner = async () => {
      while (answers.length < 60) await new Promise((resolve) => setImmediate(resolve));
      await revokeCode(ownerDepsAt(shop, now()), { code: shop.code });
      revokedAtRound = round;
      expect((await open(shop.code)).status).toBe(404);
    };
    await Promise.all([owner(), ...Array.from({ length: 12 }, lane)]);
    const after = answers.filter((answer) => answer.round > revokedAtRound);
    expect(answers.filter(({ result }) => result === "SUCCESS").length).toBeGreaterThanOrEqual(48);
    expect(after.length).toBeGreaterThan(20);
    expect(new Set(after.map(({ result }) => result))).toEqual(new Set(["INVALID_CODE"]));
  });
});
