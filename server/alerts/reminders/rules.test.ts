import fc from "fast-check";
import { expect, test } from "vitest";
import { expiryDay, REMINDER_DAYS, reminderDue } from "./rules";

const DAY_MS = 86_400_000;
const SINCE = Date.parse("2026-11-01T03:00:00Z");

test.each([
  [2.99, undefined],
  [3, 3],
  [9.99, 3],
  [10, 10],
  [25, 25],
  [89.99, 25],
  [90, undefined],
  [400, undefined],
])("after %d days of waiting the reminder is %s", (days, step) => {
  expect(reminderDue(SINCE, SINCE + days * DAY_MS, 90)).toBe(step);
});

test("however the clock moves, a round has at most one reminder per step and none after its end", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 * DAY_MS }), { maxLength: 50 }), (jumps) => {
      let now = SINCE;
      const sent = new Set<number>();
      for (const jump of jumps) {
        now += jump;
        const step = reminderDue(SINCE, now, 90);
        if (step !== undefined) sent.add(step);
        if (now - SINCE >= 90 * DAY_MS) expect(step).toBeUndefined();
      }
      expect(sent.size).toBeLessThanOrEqual(REMINDER_DAYS.length);
    }),
  );
});

test("the day that is named is ninety days after the last change, in Japan", () => {
  expect(expiryDay(Date.parse("2026-11-01T15:30:00Z"), 90)).toBe("2027-01-31");
});
