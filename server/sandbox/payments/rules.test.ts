import { describe, expect, it } from "vitest";
import {
  cancelDeadlineMs,
  canTransition,
  DEFAULT_PACE,
  decideCancel,
  decideConfirmation,
  decideRefund,
  noticesFor,
  PAYMENT_STATES,
} from "./rules";

const PAID_AT = Date.parse("2026-11-22T15:00:00+09:00");
const DAY_MS = 86_400_000;

const paid = {
  walletId: "NOREN_JP",
  state: "succeeded",
  createdAt: PAID_AT,
  paidAt: PAID_AT,
  amountMinor: 1280n,
  refunds: 0,
  refundedMinor: 0n,
} as const;

describe("cancelling", () => {
  it("is possible until 00:15 UTC+8 of the next day, which is 01:15 in Japan", () => {
    const deadline = Date.parse("2026-11-23T01:15:00+09:00");
    expect(cancelDeadlineMs(PAID_AT)).toBe(deadline);
    expect(decideCancel(paid, deadline)).toBe("cancel");
    expect(decideCancel(paid, deadline + 1)).toBe("CANCEL_WINDOW_EXCEED");
  });

  it("of a sale at 00:30 in Japan ends 45 minutes later, since it belongs to the network's day before", () => {
    const paidAt = Date.parse("2026-11-23T00:30:00+09:00");
    expect(cancelDeadlineMs(paidAt)).toBe(Date.parse("2026-11-23T01:15:00+09:00"));
  });

  it("a cancelled payment is confirmed as cancelled for ever", () => {
    expect(decideCancel({ ...paid, state: "cancelled" }, PAID_AT + 400 * DAY_MS)).toBe("already");
  });

  it("a payment with a refund cannot be cancelled", () => {
    expect(decideCancel({ ...paid, refunds: 1 }, PAID_AT)).toBe("ORDER_STATUS_INVALID");
  });

  it("a cancelled payment can only become a success, by the late-success fault, and be cancelled again", () => {
    expect(PAYMENT_STATES.filter((to) => canTransition("cancelled", to))).toEqual(["succeeded"]);
    expect(PAYMENT_STATES.filter((to) => canTransition("succeeded", to))).toEqual(["cancelled"]);
  });
});

describe("refunding", () => {
  it("ALIPAY_CN takes one refund of a payment, NOREN_JP fifty", () => {
    const alipay = { ...paid, walletId: "ALIPAY_CN" } as const;
    expect(decideRefund(alipay, 1n, PAID_AT)).toBe("refund");
    expect(decideRefund({ ...alipay, refunds: 1, refundedMinor: 1n }, 1n, PAID_AT)).toBe(
      "MULTIPLE_REFUND_NOT_SUPPORTED",
    );
    expect(decideRefund({ ...paid, refunds: 49, refundedMinor: 49n }, 1n, PAID_AT)).toBe("refund");
    expect(decideRefund({ ...paid, refunds: 50, refundedMinor: 50n }, 1n, PAID_AT)).toBe(
      "MULTIPLE_REFUND_NOT_SUPPORTED",
    );
  });

  it("never exceeds the payment", () => {
    const partly = { ...paid, refunds: 1, refundedMinor: 1000n };
    expect(decideRefund(partly, 280n, PAID_AT)).toBe("refund");
    expect(decideRefund(partly, 281n, PAID_AT)).toBe("REFUND_AMOUNT_EXCEED");
  });

  it("ends after 365 days", () => {
    expect(decideRefund(paid, 1n, PAID_AT + 365 * DAY_MS)).toBe("refund");
    expect(decideRefund(paid, 1n, PAID_AT + 365 * DAY_MS + 1)).toBe("REFUND_WINDOW_EXCEED");
  });

  it("needs a payment that has succeeded", () => {
    for (const state of ["pending", "failed", "expired"] as const) {
      expect(decideRefund({ ...paid, state }, 1n, PAID_AT)).toBe("ORDER_STATUS_INVALID");
    }
    expect(decideRefund({ ...paid, state: "cancelled" }, 1n, PAID_AT)).toBe("ORDER_IS_CANCELED");
  });
});

describe("misbehaving", () => {
  it("a lost notification is never sent, a duplicate three times, an overtaken one is held", () => {
    expect(noticesFor("lost_notification", PAID_AT, DEFAULT_PACE)).toEqual([]);
    expect(noticesFor("duplicate", PAID_AT, DEFAULT_PACE)).toHaveLength(3);
    expect(noticesFor("out_of_order", PAID_AT, DEFAULT_PACE)).toEqual([
      { dueAt: PAID_AT + DEFAULT_PACE.heldMs, held: true },
    ]);
    expect(noticesFor("none", PAID_AT, DEFAULT_PACE)).toEqual([{ dueAt: PAID_AT, held: false }]);
  });

  it("an empty balance fails, a slow wallet settles later, a late success waits for the close", () => {
    expect(decideConfirmation("insufficient_balance", PAID_AT, DEFAULT_PACE)).toEqual({
      kind: "fail",
      code: "USER_BALANCE_NOT_ENOUGH",
    });
    expect(decideConfirmation("slow", PAID_AT, DEFAULT_PACE)).toEqual({
      kind: "settle_at",
      at: PAID_AT + DEFAULT_PACE.slowMs,
    });
    expect(decideConfirmation("late_success", PAID_AT, DEFAULT_PACE)).toEqual({ kind: "wait_for_close" });
  });
});
