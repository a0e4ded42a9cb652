import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextInquiryAtMs } from "./orders/rules";
import { type RefundState, refundStanding, refusalOfRefund, refusalReasonOf } from "./refunds/rules";
import {
  canTransition,
  decideOutcome,
  type NetworkOutcome,
  outcomeOf,
  PAYMENT_STATES,
  type PaymentState,
  stepsTo,
} from "./rules";

const OUTCOMES: readonly NetworkOutcome[] = ["success", "failure", "closed", "cancelled", "unknown"];

describe("the network's word on a payment", () => {
  it("only ever moves it along the transition table", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAYMENT_STATES),
        fc.constantFrom(...OUTCOMES),
        fc.boolean(),
        (state, said, booked) => {
          const decision = decideOutcome(state, said, booked);
          if (decision.kind === "move") expect(stepsTo(state, decision.to)).not.toBeNull();
        },
      ),
    );
  });

  it("never makes a sale of a payment that has come to an end", () => {
    const ends: readonly PaymentState[] = [
      "failed",
      "expired",
      "cancel_requested",
      "cancelled",
      "reversal_due",
      "reversed",
    ];
    for (const state of ends) {
      const decision = decideOutcome(state, "success", false);
      expect(decision.kind === "move" ? decision.book : null, state).not.toBe("sale");
    }
  });

  it("books at most one sale in any history, and undoes it when the payment is cancelled", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...OUTCOMES, "ask_cancel" as const), { maxLength: 12 }),
        (history) => {
          let state: PaymentState = "created";
          let sales = 0;
          for (const said of history) {
            if (said === "ask_cancel") {
              if (stepsTo(state, "cancel_requested") !== null) state = "cancel_requested";
              continue;
            }
            const decision = decideOutcome(state, said, sales === 1);
            if (decision.kind !== "move") continue;
            if (decision.book === "sale") sales += 1;
            if (decision.book === "undo_sale") sales -= 1;
            expect(sales === 0 || sales === 1).toBe(true);
            state = decision.to;
          }
          expect(sales).toBe(state === "succeeded" || (state === "cancel_requested" && sales === 1) ? 1 : 0);
        },
      ),
    );
  });

  it("that is unknown changes nothing", () => {
    for (const state of PAYMENT_STATES)
      expect(decideOutcome(state, "unknown", false)).toEqual({ kind: "same" });
    expect(outcomeOf({ resultStatus: "U", resultCode: "PAYMENT_IN_PROCESS" })).toBe("unknown");
  });

  it("cannot bring a cancelled payment back", () => {
    expect(PAYMENT_STATES.filter((to) => canTransition("cancelled", to))).toEqual(["reversal_due"]);
  });
});

describe("inquiries", () => {
  it("come after 5, 10, 20 and 40 seconds, then every 60, at the end, and 30 seconds after it", () => {
    const createdAtMs = 1_000_000;
    const expiresAtMs = createdAtMs + 600_000;
    const seconds: number[] = [];
    let nowMs = createdAtMs;
    for (let inquiries = 0; seconds.length < 15; inquiries += 1) {
      nowMs = nextInquiryAtMs({ createdAtMs, expiresAtMs, inquiries, nowMs });
      seconds.push((nowMs - createdAtMs) / 1_000);
    }
    expect(seconds).toEqual([5, 10, 20, 40, 100, 160, 220, 280, 340, 400, 460, 520, 580, 600, 630]);
  });
});

describe("refunds", () => {
  const state = fc.constantFrom<RefundState>("requested", "held", "at_wallet", "done", "refused");
  const refunds = fc.array(fc.record({ amountMinor: fc.bigInt(1n, 500n), state }), { maxLength: 6 });

  it("allowed by the rule never exceed the payment or the wallet's count", () => {
    fc.assert(
      fc.property(
        refunds,
        fc.bigInt(0n, 1_500n),
        fc.integer({ min: 0, max: 4 }),
        (known, amountMinor, maxRefunds) => {
          const payment = {
            state: "succeeded" as const,
            amountMinor: 1_280n,
            paidAtMs: 0,
            refunds: known,
            disputedMinor: 0n,
            policy: { maxRefunds, windowDays: 365 },
          };
          if (refusalOfRefund(payment, amountMinor, 1) !== null) return;
          const counted = known.filter((refund) => refund.state !== "refused");
          expect(amountMinor > 0n && amountMinor <= refundStanding(payment).remainingMinor).toBe(true);
          expect(counted.length).toBeLessThan(maxRefunds);
        },
      ),
    );
  });

  it("that the network refused have a reason in words, and whatever else it says is shown by its code", () => {
    expect(refusalReasonOf("REFUND_WINDOW_EXCEED")).toBe("window");
    for (const code of ["SOMETHING_NEW", "constructor", ""]) expect(refusalReasonOf(code)).toBe("other");
  });

  it("are refused after the window and for a payment that is not paid", () => {
    const payment = {
      amountMinor: 1n,
      paidAtMs: 0,
      refunds: [],
      disputedMinor: 0n,
      policy: { maxRefunds: 1, windowDays: 365 },
    };
    const late = 365 * 86_400_000 + 1;
    expect(refusalOfRefund({ ...payment, state: "succeeded" }, 1n, late)?.code).toBe("refund_window_closed");
    expect(refusalOfRefund({ ...payment, state: "succeeded" }, 1n, late - 1)).toBeNull();
    expect(refusalOfRefund({ ...payment, state: "pending" }, 1n, 0)?.code).toBe("payment_state");
  });
});
