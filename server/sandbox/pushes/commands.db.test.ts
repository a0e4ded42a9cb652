import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findPayment } from "../payments/queries";
import { newNetworkId } from "../rules";
import { OK, type Reply, startTestBed, type TestBed } from "../test-bed";

const EMV = "00020101021126330014jp.example.norn0111ABCDE2345FX5303392 5802JP5904SHOP6005TOKYO6304ABCD";
const NUMBER = "17953268000001234567";
let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.stop());
beforeEach(() => {
  bed.replies.clear();
  bed.replies.set("userInitiatedPay", {
    ...OK,
    merchant: { referenceMerchantId: "mer_test", merchantName: "さくらマート" },
    store: { referenceStoreId: "sto_test", storeName: "さくらマート 渋谷店" },
  });
  bed.heard.length = 0;
});

async function push(form: Record<string, string> = {}): Promise<string> {
  const paymentId = form.paymentId ?? newNetworkId(bed.deps.now(), bed.deps.random);
  const answer = await fetch(`${bed.origin}/sandbox/wallet/push`, {
    method: "POST",
    body: new URLSearchParams({ wallet: "ALIPAY_CN", payload: EMV, paymentId, amount: "1,280", ...form }),
    redirect: "manual",
  });
  expect(answer.headers.get("Location")).toBe(`/sandbox/wallet/receipt/${paymentId}`);
  return paymentId;
}

const calls = () => bed.heard.map(({ name }) => name).filter((name) => name !== "userInitiatedPay");
const stateOf = async (paymentId: string) => (await findPayment(bed.deps.sql, { paymentId }))?.state;
const accepting: Reply = { ...OK, acquirerPaymentId: NUMBER };
const failing = (resultCode: string): Reply => ({
  result: { resultStatus: "F", resultCode, resultMessage: "" },
});

describe("a push", () => {
  it("says what was paid, and is complete with Noren's number", async () => {
    bed.replies.set("pushPayment", accepting);
    const paymentId = await push();
    await bed.settle();
    expect(bed.heard.at(-1)?.body).toMatchObject({
      paymentId,
      pspId: "ALIPAY_CN",
      acquirerId: "NOREN",
      codeValue: EMV,
      paymentAmount: { currency: "JPY", value: "1280" },
      payerAmount: { currency: "CNY", value: "6123" },
      settlementAmount: { currency: "JPY", value: "1280" },
      paymentTime: "2026-11-22T15:00:00+09:00",
      paymentResult: { resultStatus: "S" },
    });
    expect(await findPayment(bed.deps.sql, { paymentId })).toMatchObject({
      state: "succeeded",
      acquirerPaymentId: NUMBER,
      referenceStoreId: "sto_test",
    });
  });

  it("that Noren refuses has failed, with Noren's reason", async () => {
    bed.replies.set("pushPayment", failing("RISK_REJECT"));
    const paymentId = await push();
    await bed.settle();
    expect(await findPayment(bed.deps.sql, { paymentId })).toMatchObject({
      state: "failed",
      refusalCode: "RISK_REJECT",
      paidAt: null,
    });
  });

  it("sent twice from one page is one payment", async () => {
    bed.replies.set("pushPayment", accepting);
    const paymentId = await push();
    await push({ paymentId });
    await bed.settle();
    expect(calls()).toEqual(["pushPayment"]);
  });

  it("without an answer is asked about on the network's schedule until the true state is known", async () => {
    bed.replies.set("pushPayment", "no_answer");
    bed.replies.set("inquiryPushPayment", "no_answer");
    const paymentId = await push();
    await bed.settle();
    for (const seconds of [4, 4, 30]) {
      bed.advance(seconds * 1_000 - 1);
      await bed.settle();
      const before = calls().length;
      bed.advance(1);
      await bed.settle();
      expect(calls()).toHaveLength(before + 1);
    }
    expect(await stateOf(paymentId)).toBe("pending");
    bed.replies.set("inquiryPushPayment", { ...accepting, paymentResult: OK.result });
    bed.advance(60_000);
    await bed.settle();
    expect(await stateOf(paymentId)).toBe("succeeded");
    expect(calls()).toEqual(["pushPayment", ...Array.from({ length: 4 }, () => "inquiryPushPayment")]);
  });

  it("that got lost is sent when the inquiry finds nothing", async () => {
    bed.replies.set("pushPayment", accepting);
    bed.replies.set("inquiryPushPayment", failing("ORDER_NOT_EXIST"));
    const paymentId = await push({ misbehave: "lost_notification" });
    await bed.settle();
    expect(calls()).toEqual(["inquiryPushPayment", "pushPayment"]);
    expect(await stateOf(paymentId)).toBe("succeeded");
  });

  it("whose answer the network does not hear becomes known by inquiry", async () => {
    bed.replies.set("pushPayment", accepting);
    bed.replies.set("inquiryPushPayment", { ...accepting, paymentResult: OK.result });
    const paymentId = await push({ misbehave: "no_answer" });
    await bed.settle();
    expect(await stateOf(paymentId)).toBe("pending");
    bed.advance(4_000);
    await bed.settle();
    expect(await stateOf(paymentId)).toBe("succeeded");
  });

  it("can be sent three times, with the same content each time", async () => {
    bed.replies.set("pushPayment", accepting);
    await push({ misbehave: "duplicate" });
    bed.advance(2_000);
    await bed.settle();
    const bodies = bed.heard
      .filter(({ name }) => name === "pushPayment")
      .map(({ body }) => JSON.stringify(body));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it("is never sent when the balance is not enough", async () => {
    const paymentId = await push({ misbehave: "insufficient_balance" });
    await bed.settle();
    expect(calls()).toEqual([]);
    expect(await stateOf(paymentId)).toBe("failed");
  });

  it("a code that Noren refuses never gets as far as an amount", async () => {
    bed.replies.set("userInitiatedPay", failing("INVALID_CODE"));
    const answer = await fetch(
      `${bed.origin}/sandbox/wallet/push?${new URLSearchParams({ wallet: "ALIPAY_CN", payload: EMV }).toString()}`,
    );
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("INVALID_CODE");
  });
});
