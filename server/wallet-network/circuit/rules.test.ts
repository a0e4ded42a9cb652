import { expect, test } from "vitest";
import { afterCall, type Circuit, CLOSED_CIRCUIT, FAILURES_TO_OPEN, mayCall } from "./rules";

const failed = (circuit: Circuit, times: number, nowMs: number): Circuit =>
  Array.from({ length: times }).reduce<Circuit>((so) => afterCall(so, false, nowMs), circuit);

test("nobody waits for a network that has been silent ten times in a row, and one call tries again after a pause", () => {
  expect(mayCall(failed(CLOSED_CIRCUIT, FAILURES_TO_OPEN - 1, 0), 0)).toBe(true);
  const open = failed(CLOSED_CIRCUIT, FAILURES_TO_OPEN, 0);
  expect([mayCall(open, 0), mayCall(open, 999), mayCall(open, 1_000)]).toEqual([false, false, true]);
  const again = failed(open, 1, 1_000);
  expect([mayCall(again, 2_999), mayCall(again, 3_000)]).toEqual([false, true]);
  expect(mayCall(failed(again, 20, 3_000), 33_000)).toBe(true);
  expect(mayCall(failed(again, 20, 3_000), 32_999)).toBe(false);
});

test("one answer that can be believed closes the circuit, refusals included", () => {
  expect(afterCall(failed(CLOSED_CIRCUIT, 30, 0), true, 50)).toEqual(CLOSED_CIRCUIT);
});
