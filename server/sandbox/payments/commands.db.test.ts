import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { API, OK, payAs, payBody, registerShop, startTestBed, type TestBed } from "../test-bed";

const HOUR_MS = 3_600_000;
let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
  await registerShop(bed);
});
afterAll(() => bed.stop());
beforeEach(async () => {
  bed.replies.clear();
  await bed.settle();
  bed.heard.length = 0;
});

const resultCode = (resultCode: string) => ({ result: { resultCode } });
const inquire = (paymentId: string) => bed.call(`${API}/payments/inquiryPayment`, { paymentId });
const cancel = (paymentId: string) => bed.call(`${API}/payments/cancelPayment`, { paymentId });
const notices = (paymentId: string) => bed.heard.filter(({ body }) => body.paymentId === paymentId);

describe("pay", () => {
  it("answers where to send the shopper, and the same again for the same request", async () => {
    const first = await bed.call(`${API}/payments/pay`, payBody(bed, "same"));
    expect(first).toMatchObject({ result: { resultStatus: "U", resultCode: "PAYMENT_IN_PROCESS" } });
    expect(first.paymentUrl).toBe(`${bed.deps.settings.publicUrl}/sandbox/wallet/pay/${first.paymentId}`);
    expect(await bed.call(`${API}/payments/pay`, payBody(bed, "same"))).toEqual(first);
  });

  it("20 copies at once are one order", async () => {
    const body = payBody(bed, "copies");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bed.call(`${API}/payments/pay`, body)),
    );
    expect(new Set(answers.map((answer) => answer.paymentId)).size).toBe(1);
  });

  it("the same request id with another amount is refused and the original kept", async () => {
    await bed.call(`${API}/payments/pay`, payBody(bed, "changed"));
    expect(await bed.call(`${API}/payments/pay`, payBody(bed, "changed", "1281"))).toMatchObject(
      resultCode("REPEAT_REQ_INCONSISTENT"),
    );
    const found = await bed.call(`${API}/payments/inquiryPayment`, { paymentRequestId: "changed" });
    expect(found.paymentAmount).toEqual({ currency: "JPY", value: "1280" });
  });

  it("refuses fractions of a yen, zero, and a store that no wallet has approved", async () => {
    for (const yen of ["10.5", "0", "-1", "1e3"]) {
      expect(await bed.call(`${API}/payments/pay`, payBody(bed, `bad${yen}`, yen))).toMatchObject(
        resultCode("PARAM_ILLEGAL"),
      );
    }
    const text = JSON.stringify(payBody(bed, "stranger")).replaceAll("sto_test", "sto_stranger");
    expect(await bed.call(`${API}/payments/pay`, JSON.parse(text))).toMatchObject(
      resultCode("MERCHANT_NOT_REGISTERED"),
    );
  });

  it("an unpaid order expires after its time, and can still be cancelled", async () => {
    const placed = await bed.call(`${API}/payments/pay`, payBody(bed, "unpaid"));
    bed.advance(600_000);
    await bed.settle();
    const id = String(placed.paymentId);
    expect(await inquire(id)).toMatchObject({
      paymentResult: { resultStatus: "F", resultCode: "ORDER_IS_CLOSED" },
    });
    expect(await cancel(id)).toMatchObject(resultCode("SUCCESS"));
  });
});

describe("the shopper pays", () => {
  it("Noren is told once, with yen, yuan and rate", async () => {
    const id = await payAs(bed, "paid");
    await bed.settle();
    expect(notices(id)).toHaveLength(1);
    expect(notices(id)[0]?.body).toMatchObject({
      paymentRequestId: "paid",
      pspId: "ALIPAY_CN",
      paymentAmount: { currency: "JPY", value: "1280" },
      payerAmount: { currency: "CNY", value: "6123" },
      paymentQuote: { quoteCurrencyPair: "CNY/JPY", quotePrice: "20.9047" },
      settlementAmount: { currency: "JPY", value: "1280" },
      paymentResult: { resultStatus: "S" },
    });
    expect(await inquire(id)).toMatchObject({ paymentResult: { resultStatus: "S", resultCode: "SUCCESS" } });
  });

  it("a notice that Noren does not acknowledge comes again, ever later, until it does", async () => {
    bed.replies.set("notifyPayment", { result: { ...OK.result, resultStatus: "U" } });
    const id = await payAs(bed, "retried");
    await bed.settle();
    bed.replies.set("notifyPayment", "no_answer");
    bed.advance(2_000);
    await bed.settle();
    bed.advance(4_000);
    await bed.settle();
    expect(notices(id)).toHaveLength(2);
    bed.replies.delete("notifyPayment");
    bed.advance(1_000);
    await bed.settle();
    bed.advance(24 * HOUR_MS);
    await bed.settle();
    expect(notices(id)).toHaveLength(3);
  });

  it("declining and an empty balance are final failures", async () => {
    const declined = await payAs(bed, "declined", { decision: "decline" });
    const empty = await payAs(bed, "empty", { misbehave: "insufficient_balance" });
    await bed.settle();
    expect(notices(declined)[0]?.body).toMatchObject({
      paymentResult: { resultStatus: "F", resultCode: "USER_CANCELED" },
    });
    expect(notices(empty)[0]?.body).toMatchObject({
      paymentResult: { resultStatus: "F", resultCode: "USER_BALANCE_NOT_ENOUGH" },
    });
  });

  it("pressing pay twice is one payment", async () => {
    const id = await payAs(bed, "pressed");
    await fetch(`${bed.origin}/sandbox/wallet/pay/${id}`, {
      method: "POST",
      body: new URLSearchParams({ wallet: "NOREN_JP", decision: "decline" }),
      redirect: "manual",
    });
    await bed.settle();
    expect(notices(id)).toHaveLength(1);
    expect(await inquire(id)).toMatchObject({ pspId: "ALIPAY_CN", paymentResult: { resultStatus: "S" } });
  });
});

describe("misbehaviour on request", () => {
  it("lost: no notice ever comes, and an inquiry tells the truth", async () => {
    const id = await payAs(bed, "lost", { misbehave: "lost_notification" });
    bed.advance(24 * HOUR_MS);
    await bed.settle();
    expect(notices(id)).toHaveLength(0);
    expect(await inquire(id)).toMatchObject({ paymentResult: { resultStatus: "S" } });
  });

  it("duplicate: the same notice comes three times", async () => {
    const id = await payAs(bed, "twice", { misbehave: "duplicate" });
    bed.advance(2_000);
    await bed.settle();
    expect(notices(id)).toHaveLength(3);
    expect(new Set(notices(id).map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it("out of order: the notice comes after that of a later payment", async () => {
    const early = await payAs(bed, "early", { misbehave: "out_of_order" });
    await bed.settle();
    expect(notices(early)).toHaveLength(0);
    const later = await payAs(bed, "later");
    await bed.settle();
    const order = bed.heard.map(({ body }) => body.paymentId).filter((id) => id === early || id === later);
    expect(order).toEqual([later, early]);
  });

  it("slow: nothing is known until the time has passed", async () => {
    const id = await payAs(bed, "slow", { misbehave: "slow" });
    await bed.settle();
    expect(await inquire(id)).toMatchObject({ paymentResult: { resultStatus: "U" } });
    bed.advance(8_000);
    await bed.settle();
    expect(notices(id)).toHaveLength(1);
    expect(await inquire(id)).toMatchObject({ paymentResult: { resultStatus: "S" } });
  });

  it("no answer: inquiries break off until the payment is final", async () => {
    const id = await payAs(bed, "silent", { misbehave: "no_answer" });
    await expect(inquire(id)).rejects.toThrow();
    bed.advance(8_000);
    await bed.settle();
    expect(await inquire(id)).toMatchObject({ paymentResult: { resultStatus: "S" } });
  });

  it("late success: after a confirmed cancel a success arrives, and a second cancel is final", async () => {
    const id = await payAs(bed, "late", { misbehave: "late_success" });
    await bed.settle();
    expect(notices(id)).toHaveLength(0);
    expect(await cancel(id)).toMatchObject(resultCode("SUCCESS"));
    bed.advance(2_000);
    await bed.settle();
    expect(notices(id)[0]?.body).toMatchObject({ paymentResult: { resultStatus: "S" } });
    expect(await cancel(id)).toMatchObject(resultCode("SUCCESS"));
    bed.advance(HOUR_MS);
    await bed.settle();
    expect(notices(id)).toHaveLength(1);
    expect(await inquire(id)).toMatchObject({
      paymentResult: { resultStatus: "F", resultCode: "ORDER_IS_CANCELED" },
    });
  });
});

describe("after the payment", () => {
  it("a cancel is refused once the network's day has closed", async () => {
    const id = await payAs(bed, "overnight");
    bed.advance(48 * HOUR_MS);
    expect(await cancel(id)).toMatchObject(resultCode("CANCEL_WINDOW_EXCEED"));
  });

  it("one refund at ALIPAY_CN, the same one for every retry, another content refused", async () => {
    const id = await payAs(bed, "refunded");
    const body = { paymentId: id, refundRequestId: "r1", refundAmount: { currency: "JPY", value: "500" } };
    const refund = (change: object) => bed.call(`${API}/payments/refund`, { ...body, ...change });
    const first = await refund({});
    expect(first).toMatchObject({
      ...resultCode("SUCCESS"),
      payerRefundAmount: { currency: "CNY", value: "2392" },
    });
    const copies = await Promise.all(Array.from({ length: 10 }, () => refund({})));
    expect(copies).toEqual(copies.map(() => first));
    expect(await refund({ refundAmount: { currency: "JPY", value: "501" } })).toMatchObject(
      resultCode("REPEAT_REQ_INCONSISTENT"),
    );
    expect(await refund({ refundRequestId: "r2" })).toMatchObject(
      resultCode("MULTIPLE_REFUND_NOT_SUPPORTED"),
    );
    expect(await cancel(id)).toMatchObject(resultCode("ORDER_STATUS_INVALID"));
  });

  it("partial refunds at NOREN_JP racing each other never exceed the payment", async () => {
    const id = await payAs(bed, "partial", { wallet: "NOREN_JP" });
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        bed.call(`${API}/payments/refund`, {
          paymentId: id,
          refundRequestId: `p${n}`,
          refundAmount: { currency: "JPY", value: "400" },
        }),
      ),
    );
    const codes = answers.map((answer) => JSON.stringify(answer.result));
    expect(codes.filter((code) => code.includes('"S"'))).toHaveLength(3);
    expect(codes.filter((code) => code.includes("REFUND_AMOUNT_EXCEED"))).toHaveLength(2);
  });
});
