import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jstDayStartMs, toDay } from "@/server/kernel/calendar";
import {
  APPLICATION_STATES,
  type ApplicationAction,
  canTransition,
  contentText,
  isClosed,
  nextActor,
  reviewDueMs,
  stateAfter,
  TRANSITIONS,
} from "./rules";

const ACTIONS: readonly ApplicationAction[] = [
  "submit",
  "open",
  "return",
  "recommend",
  "send_back",
  "approve",
  "reject",
  "reopen",
  "withdraw",
  "expire",
  "take_up",
];

describe("the states of an application", () => {
  it("the table is complete", () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ACTIONS].sort());
  });

  it("no sequence of actions leaves a state without a next step, unless it is closed", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ACTIONS), { maxLength: 40 }), (actions) => {
        let state = "draft";
        for (const action of actions) if (canTransition(state, action)) state = stateAfter(action);
        expect(APPLICATION_STATES).toContain(state);
        expect(nextActor(state) === "nobody").toBe(isClosed(state));
      }),
    );
  });

  it("approval is reached only by way of a recommendation", () => {
    const before = APPLICATION_STATES.filter((state) => canTransition(state, "approve"));
    expect(before).toEqual(["recommended"]);
    expect(APPLICATION_STATES.filter((state) => canTransition(state, "recommend"))).toEqual(["in_review"]);
  });

  it("a review is due at 18:00 in Japan on the second bank day", () => {
    const friday = jstDayStartMs(toDay("2026-11-20")) + 23 * 3_600_000;
    const holidays = new Set(["2026-11-23"]);
    expect(reviewDueMs(friday, holidays)).toBe(jstDayStartMs(toDay("2026-11-25")) + 18 * 3_600_000);
  });
});

describe("what a decision is bound to", () => {
  const content = { fields: { "store.name": "A" }, consents: {} };
  const papers = [{ id: "doc_1", kind: "identity_document", sha256: "aa" }];
  const text = contentText(content, papers, 1);

  it.each([
    ["a field", contentText({ ...content, fields: { "store.name": "B" } }, papers, 1)],
    ["a field moved to another", contentText({ ...content, fields: { "store.city": "A" } }, papers, 1)],
    ["a paper", contentText(content, [{ id: "doc_1", kind: "identity_document", sha256: "ab" }], 1)],
    ["a paper less", contentText(content, [], 1)],
    ["the submission", contentText(content, papers, 2)],
    [
      "a consent",
      contentText({ ...content, consents: { t: { version: "1", agreedAtMs: 1, personId: "p" } } }, papers, 1),
    ],
  ])("changes with %s", (_what, changed) => {
    expect(changed).not.toBe(text);
  });
});
