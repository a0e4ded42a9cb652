import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import {
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { balancesFingerprint, owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { answerDispute } from "./commands";
import { expireDisputes, sendDueAnswers } from "./jobs";
import { resolveParkedDisputes } from "./notices/ingest";
import { getDispute } from "./queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const DAY = 86_400_000;
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url });
});
afterAll(async () => {
  await network.close();
  await database.drop();
});
beforeEach(async () => {
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  network.calls.length = 0;
});

const sql = () => sqlOfClient(poolFor("jobs"));
const push = (message: unknown) => send(keys, "payments/pushPayment", message, NOW);

let serial = 0;
function noticeOf(paymentId: unknown, changes: Record<string, unknown> = {}) {
  serial += 1;
  return {
    disputeId: `D${serial}`,
    paymentId,
    disputeAmount: { currency: "JPY", value: "500" },
    disputeReasonCode: "GOODS_NOT_RECEIVED",
    disputeReasonMessage: "The shopper says that nothing was handed over.",
    responseDueTime: new Date(NOW + 7 * DAY).toISOString(),
    ...changes,
  };
}
const open = (notice: unknown, stage: "Retrieval" | "Escalation" = "Retrieval") =>
  send(keys, `disputes/initiate${stage}`, notice, NOW);

async function owed() {
  const of = [accounts.merchantPayable, accounts.merchantReserve];
  return Promise.all(of.map((account) => owedOn(sql(), account(shop.merchantId, shop.payoutGroupId))));
}

async function opened(): Promise<{ disputeId: string; notice: Record<string, unknown> }> {
  const message = pushMessage(shop);
  await push(message);
  const notice = noticeOf(message.paymentId);
  const answer = await open(notice);
  expect(answer.result.resultStatus).toBe("S");
  return { disputeId: String(answer.acquirerDisputeId), notice };
}

async function stateOf(disputeId: string) {
  const deps = ownerDepsAt(shop, NOW);
  const found = await deps.transact((tx) => getDispute(tx, deps.scope, { disputeId }));
  return found.dispute.state;
}

const contest = (disputeId: string, nowMs = NOW) =>
  answerDispute(ownerDepsAt(shop, nowMs), { disputeId, answer: "contest", text: "Handed over at 15:02." });

describe("a dispute", () => {
  it("sets its amount aside once, however often it is told, and refuses other content under its id", async () => {
    const { disputeId, notice } = await opened();
    expect(await owed()).toEqual([780n, 500n]);
    const copies = await Promise.all([open(notice), open(notice)]);
    for (const copy of copies) expect(copy.acquirerDisputeId).toBe(disputeId);
    const other = await open({ ...notice, disputeAmount: { currency: "JPY", value: "501" } });
    expect(other.result.resultCode).toBe("REPEAT_REQ_INCONSISTENT");
    expect(await owed()).toEqual([780n, 500n]);
  });

  it.each([
    ["WON", "won", [1280n, 0n]],
    ["LOST", "lost", [780n, 0n]],
  ] as const)("that the network judges %s ends in the books of that end", async (status, state, books) => {
    const { disputeId } = await opened();
    await contest(disputeId);
    network.answer("disputes/responseRetrieval", () => "no_answer");
    await sendDueAnswers(jobDepsAt(NOW));
    network.answer("disputes/responseRetrieval", () => resultText("S", "SUCCESS"));
    await sendDueAnswers(jobDepsAt(NOW + 60_000));
    expect(await stateOf(disputeId)).toBe("answered");
    expect(await owed()).toEqual([780n, 500n]);
    network.answer("disputes/responseRetrieval", () => ({
      ...resultText("S", "SUCCESS"),
      disputeStatus: status,
    }));
    await sendDueAnswers(jobDepsAt(NOW + DAY));
    expect(await stateOf(disputeId)).toBe(state);
    expect(await owed()).toEqual(books);
    expect(network.calls).toHaveLength(3);
    expect(new Set(network.calls.map((call) => JSON.stringify(call.body))).size).toBe(1);
    await sendDueAnswers(jobDepsAt(NOW + 9 * DAY));
    await expireDisputes(jobDepsAt(NOW + 9 * DAY));
    expect(await stateOf(disputeId)).toBe(state);
    expect(await owed()).toEqual(books);
  });

  it("that the shop accepts is lost when the network has taken the answer, and one is given once", async () => {
    const { disputeId } = await opened();
    const accept = () => answerDispute(ownerDepsAt(shop, NOW), { disputeId, answer: "accept", text: "" });
    const twice = await Promise.allSettled([accept(), accept()]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    network.answer("disputes/responseRetrieval", () => resultText("S", "SUCCESS"));
    await sendDueAnswers(jobDepsAt(NOW));
    expect(await stateOf(disputeId)).toBe("lost");
    expect(await owed()).toEqual([780n, 0n]);
  });

  it("that nobody answers expires at its deadline and not before, and takes no answer after it", async () => {
    const { disputeId } = await opened();
    await expireDisputes(jobDepsAt(NOW + 7 * DAY));
    expect(await stateOf(disputeId)).toBe("opened");
    await expect(contest(disputeId, NOW + 7 * DAY + 1)).rejects.toMatchObject({
      code: "dispute_deadline_passed",
    });
    await expireDisputes(jobDepsAt(NOW + 7 * DAY + 1));
    expect(await stateOf(disputeId)).toBe("expired");
    expect(await owed()).toEqual([780n, 0n]);
  });

  it("that is escalated waits for a new answer with the same money, or sets it aside again after it was won", async () => {
    const { disputeId, notice } = await opened();
    await contest(disputeId);
    const later = { ...notice, responseDueTime: new Date(NOW + 20 * DAY).toISOString() };
    expect((await open(later, "Escalation")).acquirerDisputeId).toBe(disputeId);
    expect([await stateOf(disputeId), ...(await owed())]).toEqual(["opened", 780n, 500n]);
    const won = await opened();
    await contest(won.disputeId);
    network.answer("disputes/responseRetrieval", () => ({
      ...resultText("S", "SUCCESS"),
      disputeStatus: "WON",
    }));
    await sendDueAnswers(jobDepsAt(NOW));
    expect(await owed()).toEqual([2060n, 500n]);
    await open(won.notice, "Escalation");
    expect([await stateOf(won.disputeId), ...(await owed())]).toEqual(["opened", 1560n, 1000n]);
    await contest(won.disputeId);
    network.answer("disputes/responseEscalation", () => ({
      ...resultText("S", "SUCCESS"),
      disputeStatus: "LOST",
    }));
    await sendDueAnswers(jobDepsAt(NOW + 1));
    expect([await stateOf(won.disputeId), ...(await owed())]).toEqual(["lost", 1560n, 500n]);
  });

  it("ends in the same books whether it or its payment comes first (G5)", async () => {
    const before = await balancesFingerprint(sql());
    const prints = new Set<string>();
    for (const disputeFirst of [false, true]) {
      const message = pushMessage(shop);
      const notice = noticeOf(message.paymentId, { disputeAmount: { currency: "JPY", value: "1280" } });
      if (disputeFirst) expect((await open(notice)).result.resultStatus).toBe("U");
      await push(message);
      if (!disputeFirst) expect((await open(notice)).result.resultStatus).toBe("S");
      await resolveParkedDisputes(jobDepsAt(NOW));
      expect((await open(notice)).result.resultStatus).toBe("S");
      await expireDisputes(jobDepsAt(NOW + 8 * DAY));
      prints.add(await balancesFingerprint(sql()));
    }
    expect(prints).toEqual(new Set([before]));
  });

  it("of another shop or store is as if it did not exist (G16)", async () => {
    const { disputeId } = await opened();
    const [stranger] = await plantShops(database.urls.superuser, 1);
    if (!stranger) throw new Error("no shop");
    for (const deps of [
      ownerDepsAt(stranger, NOW),
      ownerDepsAt(shop, NOW, { storeIds: [stranger.storeId] }),
    ]) {
      const answer = answerDispute(deps, { disputeId, answer: "accept", text: "" });
      await expect(answer).rejects.toMatchObject({ code: "not_found" });
      const read = deps.transact((tx) => getDispute(tx, deps.scope, { disputeId }));
      await expect(read).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("of more than the payment is refused, and so is one without a deadline", async () => {
    const message = pushMessage(shop);
    await push(message);
    const more = noticeOf(message.paymentId, { disputeAmount: { currency: "JPY", value: "1281" } });
    expect((await open(more)).result.resultCode).toBe("PARAM_ILLEGAL");
    const { responseDueTime: _due, ...open_ended } = noticeOf(message.paymentId);
    expect((await open(open_ended)).result.resultCode).toBe("PARAM_ILLEGAL");
    expect(await owed()).toEqual([1280n, 0n]);
  });
});
