import { generateKeyPairSync } from "node:crypto";
import { ingestDeps, jobDeps } from "@/server/api/entry";
import { requireScope } from "@/server/api/gate";
import { storePayload } from "@/server/codes/emv/payload/rules";
import { newCode } from "@/server/codes/rules";
import { type IdKind, newId } from "@/server/kernel/ids";
import type { MerchantScope, SystemScope } from "@/server/kernel/scope";
import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { type Deps, depsFor } from "@/server/platform/deps";
import type { EnvSource } from "@/server/platform/env";
import {
  type Peer,
  peerOf,
  type Signer,
  signerOf,
  signRequest,
  verifyResponse,
} from "@/server/platform/http-signature";

export const PUBLIC_URL = "https://n.example";
export const API_ROOT = "/api/network/v1/";

export type NetworkKeys = {
  readonly env: EnvSource;
  /** The network's hand, for signing what it sends to Noren. */
  readonly network: Signer;
  /** Noren as the network knows it. */
  readonly acquirer: Peer;
};

/** Fresh keys for both sides, and the environment that tells Noren of them. */
export function makeNetworkKeys(): NetworkKeys {
  const pair = () =>
    generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
  const [network, acquirer] = [pair(), pair()];
  return {
    env: {
      PUBLIC_URL,
      NETWORK_PRIVATE_KEY: acquirer.privateKey,
      NETWORK_PUBLIC_KEYS: `1:${network.publicKey}`,
    },
    network: signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: network.privateKey, keyVersion: 1 }),
    acquirer: peerOf({ clientId: "NOREN", publicKeyPems: new Map([[1, acquirer.publicKey]]) }),
  };
}

export type Shop = {
  readonly merchantId: string;
  readonly payoutGroupId: string;
  readonly storeId: string;
  readonly code: string;
  readonly emv: string;
};

/**
 * Plants shops that take both wallets, as the owner: tests and benchmarks of payments start where enrolment ends.
 * @param ownerUrl a connection that row-level security lets through
 */
export async function plantShops(ownerUrl: string, count: number): Promise<Shop[]> {
  const source = { nowMs: Date.UTC(2026, 10, 1), random: randomBytes };
  const id = (kind: IdKind) => newId(kind, source);
  const shops = Array.from({ length: count }, (): Shop => {
    const code = newCode(randomBytes);
    const emv = storePayload({
      code,
      nameLatin: "NOREN SHOP",
      cityLatin: "TOKYO",
      postalCode: "1000001",
      mcc: "5812",
      nameLocal: "のれん食堂",
    });
    return { merchantId: id("merchant"), payoutGroupId: id("payoutGroup"), storeId: id("store"), code, emv };
  });
  await withClient(ownerUrl, async (client) => {
    await client.query(PLANT_WALLETS);
    await client.query(PLANT_SHOPS, [JSON.stringify(shops)]);
    // A database that has run for a day knows its tables; a fresh one would plan as if they were empty.
    if (count > 100) await client.query("ANALYZE");
  });
  return shops;
}

const PLANT_WALLETS = `
  INSERT INTO wallet (id, name, home_currency, max_refunds, refund_window_days, network_fee_basis_points,
                      min_amount_minor, max_amount_minor, state, sort_order)
  VALUES ('NOREN_JP', 'のれんウォレット', 'JPY', 50, 365, 80, 1, 1000000, 'active', 1),
         ('ALIPAY_CN', 'アリペイ', 'CNY', 1, 365, 110, 1, 1000000, 'active', 2)
  ON CONFLICT (id) DO NOTHING`;

const PLANT_SHOPS = `
  WITH shop AS (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb)
      AS shop("merchantId" text, "payoutGroupId" text, "storeId" text, code text)
  ), merchants AS (
    INSERT INTO merchant (id, tenant_id, legal_name, legal_name_kana, trade_name, entity_type, contact_email, phone,
                          postal_code, prefecture_code, prefecture, city, address_line, mcc, state, created_at)
    SELECT "merchantId", "merchantId", 'のれん食堂株式会社', 'ノレンショクドウ', 'のれん食堂', 'corporation', 'a@example.jp',
           '0312345678', '1000001', '13', '東京都', '千代田区', '千代田1-1', '5812', 'active', '2026-11-01Z' FROM shop
  ), groups AS (
    INSERT INTO payout_group (id, tenant_id, merchant_id, name, created_at)
    SELECT "payoutGroupId", "merchantId", "merchantId", '本店', '2026-11-01Z' FROM shop
  ), contracts AS (
    INSERT INTO contract (id, tenant_id, merchant_id, version, valid_from_on, fee_basis_points, created_at)
    SELECT 'con_' || substr("merchantId", 5), "merchantId", "merchantId", 1, '2026-01-01', 198, '2026-11-01Z' FROM shop
  ), stores AS (
    INSERT INTO store (id, tenant_id, merchant_id, payout_group_id, name, name_kana, name_latin, city_latin, mcc, phone,
                       postal_code, prefecture_code, municipality_code, prefecture, city, address_line, state, created_at)
    SELECT "storeId", "merchantId", "merchantId", "payoutGroupId", 'のれん食堂 本店', 'ノレンショクドウ', 'NOREN SHOP', 'TOKYO',
           '5812', '0312345678', '1000001', '13', '13101', '東京都', '千代田区', '千代田1-1', 'active', '2026-11-01Z' FROM shop
  ), codes AS (
    INSERT INTO code (id, tenant_id, store_id, state, format, created_at, updated_at)
    SELECT code, "merchantId", "storeId", 'active', 'EMV', '2026-11-01Z', '2026-11-01Z' FROM shop
  )
  INSERT INTO wallet_registration (id, tenant_id, store_id, wallet_id, state, request_id)
  SELECT 'reg_' || substr("storeId", 5) || wallet.id, "merchantId", "storeId", wallet.id, 'approved', 'planted'
  FROM shop, wallet WHERE wallet.id IN ('NOREN_JP', 'ALIPAY_CN')`;

let serial = 0;

/** A pushed payment as the network would send it, with fields to change. */
export function pushMessage(
  shop: Shop,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  serial += 1;
  return {
    paymentId: `2026112215000000${serial.toString().padStart(10, "0")}`,
    pspId: "ALIPAY_CN",
    acquirerId: "NOREN",
    codeValue: shop.emv,
    customerId: "2088000000000001",
    paymentAmount: { currency: "JPY", value: "1280" },
    payerAmount: { currency: "CNY", value: "6123" },
    paymentQuote: {
      quoteId: "Q20261122",
      quoteCurrencyPair: "CNY/JPY",
      quotePrice: "20.9047",
      quoteStartTime: "2026-11-22T00:00:00+08:00",
      quoteExpiryTime: "2026-11-23T00:00:00+08:00",
    },
    settlementAmount: { currency: "JPY", value: "1280" },
    paymentTime: "2026-11-22T15:00:00+09:00",
    paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" },
    ...changes,
  };
}

/** When a payment was made, as the network says it. */
export function paidAt(atMs: number): { readonly paymentTime: string } {
  return { paymentTime: `${new Date(atMs).toISOString().slice(0, 19)}+00:00` };
}

/** Deps of the network's messages at an instant of business time. */
export function ingestDepsAt(nowMs: number): Deps<SystemScope> {
  const { scope, actor, requestId } = ingestDeps("test-request");
  return depsFor(scope, actor, requestId, nowMs);
}

/** Deps of the worker at an instant. */
export function jobDepsAt(nowMs: number): Deps<SystemScope> {
  const { scope, actor, requestId } = jobDeps("jobs", "test-job");
  return depsFor(scope, actor, requestId, nowMs);
}

/** Deps of a merchant's owner at an instant, as the permission gate mints them. */
export function ownerDepsAt(
  shop: Shop,
  nowMs: number,
  limits: Partial<Pick<MerchantScope, "storeIds">> = {},
): Deps<MerchantScope> {
  const { merchantId: tenantId } = shop;
  const active = {
    kind: "merchant",
    id: "mem_owner",
    tenantId,
    role: "owner",
    storeIds: limits.storeIds ?? "all",
  } as const;
  const signedIn = {
    sessionId: "ses_owner",
    personId: "per_owner",
    email: "owner@example.jp",
    name: "",
    locale: "ja",
    soundOn: false,
    steppedUpAtMs: null,
    secondFactor: "none" as const,
    viewing: null,
    memberships: [active],
    active,
  };
  const scope = requireScope("payment:refund", { signedIn });
  return depsFor(scope, { kind: "person", id: "per_owner" }, "test-person", nowMs);
}

export type Answer = {
  readonly result: { readonly resultStatus: string; readonly resultCode: string };
} & Record<string, unknown>;

/** Sends a signed message through the same steps as the route: verify, parse, write, sign. Checks the answer's hand. */
export async function send(
  keys: NetworkKeys,
  call: string,
  message: unknown,
  nowMs: number = wallNow(),
): Promise<Answer> {
  const path = `${API_ROOT}${call}`;
  const body = Buffer.from(JSON.stringify(message), "utf8");
  const headers = new Headers(await signRequest(keys.network, { path, body }, wallNow()));
  const answer = await answerNetworkCall({ path, header: (name) => headers.get(name), body }, () =>
    ingestDepsAt(nowMs),
  );
  const signed = { path, body: Buffer.from(answer.body, "utf8") };
  const verdict = verifyResponse(keys.acquirer, new Headers(answer.headers), signed, wallNow());
  if (!verdict.ok) throw new Error(`the answer is not Noren's: ${verdict.resultCode}`);
  return JSON.parse(answer.body);
}
