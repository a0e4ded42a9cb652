import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeNetworkKeys,
  ownerDepsAt,
  PUBLIC_URL,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { reissueCode, renewPosters, revokeCode } from "@/server/codes/life/commands";
import { listLife } from "@/server/codes/life/queries";
import { entryUrl } from "@/server/codes/rules";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { findShopperStore } from "../orders/queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const DAY = 86_400_000;
let database: TestDatabase;
let shops: Shop[];

beforeAll(async () => {
  database = await testDatabase(keys.env);
  shops = await plantShops(database.urls.superuser, 6);
});
afterAll(() => database.drop());

function shopAt(index: number): Shop {
  const shop = shops[index];
  if (shop === undefined) throw new Error("no such shop");
  return shop;
}

/** What a wallet hears that pays at the printed address of a code. */
async function pay(shop: Shop, code: string, nowMs: number): Promise<string> {
  const message = pushMessage(shop, { codeValue: entryUrl(PUBLIC_URL, code) });
  return (await send(keys, "payments/pushPayment", message, nowMs)).result.resultCode;
}

/** What the network hears that asks whose code it is. */
async function ask(code: string, nowMs: number): Promise<string> {
  const question = {
    acquirerId: "NOREN",
    pspId: "NOREN_JP",
    codeValue: entryUrl(PUBLIC_URL, code),
    customerId: "2088000000000001",
  };
  return (await send(keys, "payments/userInitiatedPay", question, nowMs)).result.resultCode;
}

/** What a shopper's phone hears that opens the page of a code. */
async function open(code: string, nowMs: number) {
  const store = await findShopperStore(sqlOfClient(poolFor("ingest")), code, nowMs);
  return store === null ? "unknown" : store.refusal;
}

describe("a poster that is replaced", () => {
  it("with a grace period: both codes pay until it ends, then the old one is refused everywhere", async () => {
    const shop = shopAt(0);
    const next = (await reissueCode(ownerDepsAt(shop, NOW), { code: shop.code, graceDays: 7 })).code;
    const end = NOW + 7 * DAY;
    for (const at of [NOW, NOW + DAY, end - 1]) {
      for (const code of [shop.code, next]) {
        expect(await pay(shop, code, at)).toBe("SUCCESS");
        expect(await ask(code, at)).toBe("SUCCESS");
        expect(await open(code, at)).toBeNull();
      }
    }
    for (const at of [end, end + 90 * DAY]) {
      expect(await pay(shop, shop.code, at)).toBe("INVALID_CODE");
      expect(await ask(shop.code, at)).toBe("INVALID_CODE");
      expect(await open(shop.code, at)).toBe("INVALID_CODE");
      expect(await pay(shop, next, at)).toBe("SUCCESS");
      expect(await open(next, at)).toBeNull();
    }
  });

  it("as lost: the old code is refused from that instant, whatever grace was asked for", async () => {
    const shop = shopAt(1);
    const lost = { code: shop.code, graceDays: 30, reason: "lost" } as const;
    const next = (await reissueCode(ownerDepsAt(shop, NOW), lost)).code;
    expect(await pay(shop, shop.code, NOW)).toBe("INVALID_CODE");
    expect(await open(shop.code, NOW)).toBe("INVALID_CODE");
    expect(await pay(shop, next, NOW)).toBe("SUCCESS");
  });

  it("as damaged: the code stays as it is and goes on taking payments", async () => {
    const shop = shopAt(2);
    await renewPosters(ownerDepsAt(shop, NOW), { code: shop.code });
    expect(await pay(shop, shop.code, NOW)).toBe("SUCCESS");
    const owner = ownerDepsAt(shop, NOW).scope;
    const life = await read(owner, (tx) => listLife(tx, owner, shop.code, NOW));
    expect(life.map((line) => line.event)).toEqual(["code.damaged"]);
  });
});

describe("a revoked code", () => {
  it("is refused within a second while payments keep coming, and its neighbours notice nothing", async () => {
    const [shop, neighbour] = [shopAt(3), shopAt(4)];
    const state = { revokedAtMs: Number.POSITIVE_INFINITY, over: false };
    const late: string[] = [];
    const others: string[] = [];
    const payers = Array.from({ length: 6 }, async (_, payer) => {
      while (!state.over) {
        const sentAtMs = performance.now();
        const own = payer % 2 === 0;
        const answer = own ? await pay(shop, shop.code, NOW) : await pay(neighbour, neighbour.code, NOW);
        if (!own) others.push(answer);
        else if (sentAtMs > state.revokedAtMs + 1_000) late.push(answer);
        if (performance.now() > state.revokedAtMs + 1_500) state.over = true;
      }
    });
    await pay(shop, shop.code, NOW);
    await revokeCode(ownerDepsAt(shop, NOW), { code: shop.code });
    state.revokedAtMs = performance.now();
    await Promise.all(payers);
    expect(late.length).toBeGreaterThan(0);
    expect(new Set(late)).toEqual(new Set(["INVALID_CODE"]));
    expect(new Set(others)).toEqual(new Set(["SUCCESS"]));
    expect(await open(shop.code, NOW)).toBe("INVALID_CODE");
  });
});
