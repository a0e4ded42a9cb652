import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canTransition,
  DISPUTE_ANSWERS,
  DISPUTE_STAGES,
  DISPUTE_STATES,
  decideNotice,
  judgementOf,
  refusalOfAnswer,
} from "./rules";

describe("a notice of a dispute", () => {
  const known = fc.record({
    state: fc.constantFrom(...DISPUTE_STATES),
    stage: fc.constantFrom(...DISPUTE_STAGES),
    amountMinor: fc.bigInt(1n, 3n),
  });
  const notice = fc.record({
    stage: fc.constantFrom(...DISPUTE_STAGES),
    amountMinor: fc.bigInt(1n, 3n),
  });

  it("moves a dispute only along the table, and sets money aside only when none is set aside", () => {
    fc.assert(
      fc.property(known, notice, (before, said) => {
        const { kind } = decideNotice(before, said);
        expect(kind).not.toBe("open");
        if (kind === "reopen") expect(before.state).toBe("won");
        if (kind === "escalate") expect(["opened", "answered"]).toContain(before.state);
        if (kind === "reopen" || before.state === "answered")
          expect(kind === "refuse" || canTransition(before.state, "opened")).toBe(true);
      }),
    );
  });

  it("of the earlier stage after the later one, or with another amount, changes nothing", () => {
    const escalated = { state: "opened", stage: "escalation", amountMinor: 1n } as const;
    expect(decideNotice(escalated, { stage: "retrieval", amountMinor: 1n }).kind).toBe("refuse");
    const asked = { state: "answered", stage: "retrieval", amountMinor: 1n } as const;
    expect(decideNotice(asked, { stage: "escalation", amountMinor: 2n }).kind).toBe("refuse");
    expect(decideNotice(asked, { stage: "escalation", amountMinor: 1n }).kind).toBe("escalate");
  });
});

describe("an answer", () => {
  it("is given once, until the deadline, and a contest says why", () => {
    const dispute = { state: "opened", dueAtMs: 100 } as const;
    const contest = { kind: "contest", text: "", papers: 1 } as const;
    expect(refusalOfAnswer(dispute, contest, 100)).toBeNull();
    expect(refusalOfAnswer(dispute, contest, 101)).toBe("dispute_deadline_passed");
    expect(refusalOfAnswer(dispute, { ...contest, papers: 0 }, 1)).toBe("dispute_answer_empty");
    expect(refusalOfAnswer(dispute, { ...contest, papers: 0, text: "x" }, 1)).toBeNull();
    expect(refusalOfAnswer(dispute, { kind: "accept", text: "", papers: 0 }, 1)).toBeNull();
    for (const state of DISPUTE_STATES.filter((one) => one !== "opened"))
      expect(refusalOfAnswer({ ...dispute, state }, contest, 1)).toBe("dispute_state");
  });

  it("that the network has not taken is never a judgement", () => {
    for (const answer of DISPUTE_ANSWERS) {
      const unknown = { resultStatus: "U", resultCode: "UNKNOWN_EXCEPTION" };
      expect(judgementOf(unknown, "WON", answer)).toBeNull();
      expect(judgementOf({ resultStatus: "F", resultCode: "PARAM_ILLEGAL" }, "WON", answer)).toBeNull();
    }
    const taken = { resultStatus: "S", resultCode: "SUCCESS" };
    expect(judgementOf(taken, undefined, "contest")).toBe("in_review");
    expect(judgementOf(taken, "WON", "accept")).toBe("lost");
    expect(judgementOf({ resultStatus: "F", resultCode: "DISPUTE_EXPIRED" }, undefined, "contest")).toBe(
      "expired",
    );
  });
});
