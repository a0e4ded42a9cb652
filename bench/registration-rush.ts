import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { requestRegistrations } from "@/server/registration/commands";
import { inquireDueRegistrations, sendDueRegistrations } from "@/server/registration/jobs";
import { listRegistrations } from "@/server/registration/queries";
import { REGISTRATION_PRIORITY, UPDATE_BLOCK_MS } from "@/server/registration/rules";
import { type FakeNetwork, resultText, startFakeNetwork } from "./fake-network";
import {
  jobDepsAt,
  makeNetworkKeys,
  type NetworkKeys,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "./payment-bed";
import { report, timed } from "./report";
import { diceOf } from "./soak-model";

const WALLETS = ["ALIPAY_CN", "NOREN_JP"] as const;
const BEGIN = Date.UTC(2026, 10, 28, 1);

type Decision = "APPROVED" | "REJECTED";
type Asked = {
  readonly storeId: string;
  readonly merchantId: string;
  readonly acceptedMs: number;
  readonly decidesMs: number;
  readonly decisions: ReadonlyMap<string, Decision>;
  told: boolean;
};

/** The network's own truth: what it has accepted and decided, and whether anybody broke its rule. */
type Rush = {
  nowMs: number;
  readonly asked: Map<string, Asked>;
  readonly lastOf: Map<string, string>;
  violations: number;
  paid: number;
};

/** How the network behaves, in per cent: it loses answers, forgets requests, loses and repeats notices, and refuses. */
const MISBEHAVES = {
  noAnswer: 6,
  forgets: 3,
  early: 3,
  losesNotice: 30,
  repeatsNotice: 10,
  rejects: 4,
} as const;

/**
 * Registers new stores against a network that misbehaves, with a clock that runs ahead, until nothing is under way:
 * every store stands where the network decided, nobody was asked anew within the half hour, and payments go on.
 * @throws Error on the first difference
 */
export async function rushRegistrations(
  shops: readonly Shop[],
  paying: Shop,
  { keys, network, seed }: { keys: NetworkKeys; network: FakeNetwork; seed: number },
): Promise<{ readonly calls: number; readonly rounds: number; readonly paid: number }> {
  const dice = diceOf(seed);
  const rush: Rush = { nowMs: BEGIN, asked: new Map(), lastOf: new Map(), violations: 0, paid: 0 };
  network.answer("merchants/registration", (body) => {
    if (dice.chance(MISBEHAVES.forgets)) return "no_answer";
    const requestId = `${body.registrationRequestId}`;
    const { merchant, store } = idsIn(body);
    const last = rush.asked.get(rush.lastOf.get(store) ?? "");
    const isOpen = last !== undefined && last.decidesMs > rush.nowMs;
    if (isOpen && rush.lastOf.get(store) !== requestId && rush.nowMs - last.acceptedMs < UPDATE_BLOCK_MS)
      rush.violations += 1;
    if (!rush.asked.has(requestId)) {
      if (dice.chance(MISBEHAVES.early)) return resultText("F", "REGISTRATION_IN_PROCESS");
      rush.asked.set(requestId, {
        storeId: store,
        merchantId: merchant,
        acceptedMs: rush.nowMs,
        decidesMs: rush.nowMs + 1_000 * (5 + dice.below(600)),
        decisions: new Map(
          WALLETS.map((wallet) => [wallet, dice.chance(MISBEHAVES.rejects) ? "REJECTED" : "APPROVED"]),
        ),
        told: false,
      });
      rush.lastOf.set(store, requestId);
    }
    return dice.chance(MISBEHAVES.noAnswer) ? "no_answer" : resultText("S", "SUCCESS");
  });
  network.answer("merchants/inquiryRegistrationStatus", (body) => {
    const asked = rush.asked.get(`${body.registrationRequestId}`);
    if (asked === undefined) return resultText("F", "RECORD_NOT_FOUND");
    return { ...resultText("S", "SUCCESS"), ...noticeOf(`${body.registrationRequestId}`, asked, rush.nowMs) };
  });
  await queueAll(shops);
  let rounds = 0;
  for (; rounds < 50_000; rounds += 1) {
    // The circuit opens on silences in a row, which a network without weather never shows; here it is always clear.
    globalThis.norenNetworkCircuit = undefined;
    const sent = await sendDueRegistrations(jobDepsAt(rush.nowMs), 500);
    const asked = await inquireDueRegistrations(jobDepsAt(rush.nowMs), 500);
    await tellDecisions(rush, keys, dice);
    await payOnce(rush, keys, paying);
    if (sent + asked === 0 && (await underWay()) === 0) break;
    rush.nowMs += sent + asked > 0 ? 2_000 : 20_000;
  }
  await compare(rush, shops);
  return { calls: network.calls.length, rounds, paid: rush.paid };
}

function idsIn(body: Record<string, unknown>): { readonly merchant: string; readonly store: string } {
  const text = JSON.stringify(body);
  const find = (name: string) => new RegExp(`"${name}":"([^"]+)"`).exec(text)?.[1] ?? "";
  return { merchant: find("referenceMerchantId"), store: find("referenceStoreId") };
}

function noticeOf(registrationRequestId: string, asked: Asked, nowMs: number): Record<string, unknown> {
  return {
    registrationRequestId,
    referenceMerchantId: asked.merchantId,
    referenceStoreId: asked.storeId,
    pspRegistrationResultList: [...asked.decisions].map(([pspId, decision]) => {
      const registrationStatus = asked.decidesMs <= nowMs ? decision : "PENDING";
      const reason = registrationStatus === "REJECTED" ? { rejectionReason: "STORE_ADDRESS_UNCLEAR" } : {};
      return { pspId, registrationResult: { registrationStatus, ...reason } };
    }),
  };
}

async function queueAll(shops: readonly Shop[]): Promise<void> {
  await transactSql("jobs", async (sql) => {
    for (const shop of shops) {
      await requestRegistrations(sql, jobDepsAt(BEGIN), {
        tenantId: shop.merchantId,
        storeIds: [shop.storeId],
        walletIds: WALLETS,
        priority: REGISTRATION_PRIORITY.bulk,
      });
    }
  });
}

async function tellDecisions(rush: Rush, keys: NetworkKeys, dice: ReturnType<typeof diceOf>): Promise<void> {
  for (const [requestId, asked] of rush.asked) {
    if (asked.told || asked.decidesMs > rush.nowMs) continue;
    asked.told = true;
    if (dice.chance(MISBEHAVES.losesNotice)) continue;
    const copies = dice.chance(MISBEHAVES.repeatsNotice) ? 2 : 1;
    const notice = noticeOf(requestId, asked, rush.nowMs);
    for (let copy = 0; copy < copies; copy += 1)
      await send(keys, "merchants/notifyRegistrationStatus", notice, rush.nowMs);
  }
}

async function payOnce(rush: Rush, keys: NetworkKeys, paying: Shop): Promise<void> {
  rush.paid += 1;
  const push = pushMessage(paying, { paymentId: `rush${rush.paid.toString().padStart(20, "0")}` });
  const answer = await send(keys, "payments/pushPayment", push, rush.nowMs);
  if (answer.result.resultCode !== "SUCCESS")
    throw new Error(`a payment was answered ${answer.result.resultCode}`);
}

async function underWay(): Promise<number> {
  const [row] = await sqlOfClient(poolFor("jobs"))<{ open: number }>(
    "SELECT count(*)::int AS open FROM wallet_registration WHERE state IN ('waiting', 'sent', 'unknown')",
  );
  return row?.open ?? 0;
}

async function compare(rush: Rush, shops: readonly Shop[]): Promise<void> {
  if (rush.violations > 0) throw new Error(`${rush.violations} requests came within the half hour`);
  const rows = await listRegistrations(
    sqlOfClient(poolFor("jobs")),
    shops.map(({ storeId }) => storeId),
  );
  if (rows.length !== shops.length * WALLETS.length) throw new Error(`${rows.length} registrations`);
  for (const { storeId, walletId, state } of rows) {
    const truth = rush.asked.get(rush.lastOf.get(storeId) ?? "")?.decisions.get(walletId);
    if (state !== truth?.toLowerCase())
      throw new Error(`${storeId} at ${walletId} is ${state}, decided ${truth}`);
  }
}

/** Takes the planted approvals away, so that the shops are as new. */
export async function asNew(ownerUrl: string, shops: readonly Shop[]): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query("DELETE FROM wallet_registration WHERE store_id = ANY($1::text[])", [
      shops.map(({ storeId }) => storeId),
    ]),
  );
}

/** 20,000 new stores pushed through a misbehaving network without a person. */
export async function benchRegistrations(stores = 20_000): Promise<void> {
  const keys = makeNetworkKeys();
  const network = await startFakeNetwork(keys);
  await setup();
  const database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url, LOG_LEVEL: "fatal" });
  try {
    const [paying, ...shops] = await plantShops(database.urls.superuser, stores + 1);
    if (paying === undefined) throw new Error("no shops");
    await asNew(database.urls.superuser, shops);
    let done = { calls: 0, rounds: 0, paid: 0 };
    const ms = await timed(async () => {
      done = await rushRegistrations(shops, paying, { keys, network, seed: 7 });
    });
    const line = { bench: "registrations", baseline: null };
    report({ ...line, figure: "stores brought to their true state", value: stores, unit: "stores" });
    report({ ...line, figure: "rate", value: stores / (ms / 1_000), unit: "stores/s" });
    report({ ...line, figure: "calls a store", value: done.calls / stores, unit: "calls" });
    report({ ...line, figure: "payments accepted meanwhile, all", value: done.paid, unit: "payments" });
  } finally {
    await network.close();
    await database.drop();
    await teardown();
  }
}
