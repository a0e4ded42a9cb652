import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, instantText, isStorable } from "./rules";
import { notifyPaymentMessage, pushPaymentMessage } from "./schema";

const PUSH = {
  paymentId: "20261122150000000000000001",
  pspId: "ALIPAY_CN",
  acquirerId: "NOREN",
  codeValue: "0002010102112633",
  customerId: "2088000000000001",
  paymentAmount: { currency: "JPY", value: "1280" },
  payerAmount: { currency: "CNY", value: "6123" },
  paymentTime: "2026-11-22T15:00:00+09:00",
  paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" },
};

describe("content", () => {
  it("does not depend on the order of fields, and does on every value", () => {
    expect(canonicalText({ a: 1, b: { d: [2], c: "x" } })).toBe(
      canonicalText({ b: { c: "x", d: [2] }, a: 1 }),
    );
    expect(canonicalText({ a: [1, 2] })).not.toBe(canonicalText({ a: [2, 1] }));
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalText(JSON.parse(canonicalText(value)))).toBe(canonicalText(value));
      }),
    );
  });

  it("names what PostgreSQL cannot keep", () => {
    expect(isStorable(canonicalText({ name: "a\u0000b" }))).toBe(false);
    expect(isStorable(canonicalText({ name: "\ud800" }))).toBe(false);
    expect(isStorable(canonicalText({ name: "髙橋 👛" }))).toBe(true);
  });
});

describe("amounts", () => {
  it.each(["10.5", "-1", "+1", "01", "1e3", "", "1,280", "１２", "9999999999999999", "0"])(
    "a payment of %s is refused, not rounded (G8)",
    (value) => {
      const message = { ...PUSH, paymentAmount: { currency: "JPY", value } };
      expect(pushPaymentMessage.safeParse(message).success).toBe(false);
    },
  );

  it("an amount that is a JSON number or another currency is refused", () => {
    expect(
      pushPaymentMessage.safeParse({ ...PUSH, paymentAmount: { currency: "JPY", value: 1280 } }).success,
    ).toBe(false);
    expect(
      pushPaymentMessage.safeParse({ ...PUSH, paymentAmount: { currency: "CNY", value: "1280" } }).success,
    ).toBe(false);
  });

  it("are read as integers of the minor unit", () => {
    const message = pushPaymentMessage.parse(PUSH);
    expect(message.paymentAmount).toBe(1280n);
    expect(message.payerAmount).toEqual({ currency: "CNY", minor: 6123n });
    expect(message.paymentTime).toBe(Date.UTC(2026, 10, 22, 6));
  });
});

describe("messages", () => {
  it("a push that did not succeed is not a payment to accept", () => {
    const paymentResult = { resultStatus: "U", resultCode: "PAYMENT_IN_PROCESS" };
    expect(pushPaymentMessage.safeParse({ ...PUSH, paymentResult }).success).toBe(false);
  });

  it("a notice is final, and a success names its wallet", () => {
    const notice = { ...PUSH, paymentRequestId: "pay_17637912000001234567" };
    const { pspId: _wallet, ...anonymous } = notice;
    const failure = { resultStatus: "F", resultCode: "USER_CANCELED" };
    expect(notifyPaymentMessage.safeParse(notice).success).toBe(true);
    expect(notifyPaymentMessage.safeParse(anonymous).success).toBe(false);
    expect(notifyPaymentMessage.safeParse({ ...anonymous, paymentResult: failure }).success).toBe(true);
    expect(
      notifyPaymentMessage.safeParse({ ...notice, paymentResult: { ...failure, resultStatus: "U" } }).success,
    ).toBe(false);
  });

  it("instants are written in Japan's offset", () => {
    expect(instantText(Date.UTC(2026, 10, 22, 15, 30))).toBe("2026-11-23T00:30:00+09:00");
  });
});
