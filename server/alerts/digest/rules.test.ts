import { expect, test } from "vitest";
import { digestDay } from "./rules";

test("yesterday is told of from five in the morning in Japan on", () => {
  expect(digestDay(Date.parse("2026-11-22T04:59:59+09:00"))).toBeUndefined();
  expect(digestDay(Date.parse("2026-11-22T05:00:00+09:00"))).toBe("2026-11-21");
  expect(digestDay(Date.parse("2026-11-22T23:59:59+09:00"))).toBe("2026-11-21");
  expect(digestDay(Date.parse("2027-01-01T09:00:00+09:00"))).toBe("2026-12-31");
});
