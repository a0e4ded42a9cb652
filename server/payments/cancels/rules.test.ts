import { describe, expect, it } from "vitest";
import { PAYMENT_STATES } from "../rules";
import { CANCEL_STATES, cancelDeadlineMs, canTransitionCancel, refusalOfCancel } from "./rules";

const paid = (text: string) => Date.parse(text);

describe("a cancel", () => {
  it("is possible until 00:15 UTC+8 of the next day, which is 01:15 in Japan", () => {
    expect(cancelDeadlineMs(paid("2026-11-22T15:00:00+09:00"))).toBe(paid("2026-11-23T01:15:00+09:00"));
    // Half past midnight in Japan is still the day before at the network.
    expect(cancelDeadlineMs(paid("2026-11-23T00:30:00+09:00"))).toBe(paid("2026-11-23T01:15:00+09:00"));
    expect(cancelDeadlineMs(paid("2026-11-23T01:00:00+09:00"))).toBe(paid("2026-11-24T01:15:00+09:00"));
  });

  it("of a paid payment is refused a moment after its deadline, and of an unpaid one is not", () => {
    const paidAtMs = paid("2026-11-22T15:00:00+09:00");
    const payment = { state: "succeeded", paidAtMs, isGivenBack: false } as const;
    expect(refusalOfCancel(payment, cancelDeadlineMs(paidAtMs))).toBeNull();
    expect(refusalOfCancel(payment, cancelDeadlineMs(paidAtMs) + 1)).toBe("cancel_window_closed");
    expect(refusalOfCancel({ ...payment, state: "pending", paidAtMs: null }, paidAtMs * 2)).toBeNull();
  });

  it("is refused for what is refunded or at its end already", () => {
    const refusals = PAYMENT_STATES.filter(
      (state) => refusalOfCancel({ state, paidAtMs: null, isGivenBack: false }, 0) === null,
    );
    expect(refusals).toEqual(["created", "pending", "succeeded"]);
    expect(refusalOfCancel({ state: "succeeded", paidAtMs: 0, isGivenBack: true }, 0)).toBe("payment_state");
  });

  it("can only become done, or a reversal that then is done", () => {
    for (const from of CANCEL_STATES)
      expect(CANCEL_STATES.filter((to) => canTransitionCancel(from, to))).not.toContain("requested");
    expect(canTransitionCancel("reversing", "requested")).toBe(false);
  });
});
