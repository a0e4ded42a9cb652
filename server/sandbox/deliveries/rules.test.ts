import { describe, expect, it } from "vitest";
import { nextAttemptAt, nextInquiryAt, RETRY_DELAYS_MS } from "./rules";

describe("asking and telling again", () => {
  it("inquiries about a push come at 4 s, 4 s, 30 s, 60 s, 60 s, 60 s, 5 min, 5 min and then stop", () => {
    const seconds = Array.from({ length: 9 }, (_, asked) => nextInquiryAt(asked, 0));
    expect(seconds).toEqual([4_000, 4_000, 30_000, 60_000, 60_000, 60_000, 300_000, 300_000, null]);
  });

  it("a notice is repeated for about a day, ever more slowly, and then given up", () => {
    const total = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);
    expect(total).toBeGreaterThan(24 * 3_600_000);
    expect([...RETRY_DELAYS_MS].sort((a, b) => a - b)).toEqual(RETRY_DELAYS_MS);
    expect(nextAttemptAt(1, 0)).toBe(2_000);
    expect(nextAttemptAt(RETRY_DELAYS_MS.length + 1, 0)).toBeNull();
  });
});
