import { expect, test } from "vitest";
import { jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { isCheckDue } from "./rules";

const HOUR_MS = 3_600_000;
const today = jstDayStartMs(toDay("2026-11-28"));

test("sales are compared with the books once a night, and in the morning if the night was missed", () => {
  expect(isCheckDue(today + HOUR_MS, null)).toBe(false);
  expect(isCheckDue(today + 3 * HOUR_MS, null)).toBe(true);
  expect(isCheckDue(today + 3 * HOUR_MS, today - 21 * HOUR_MS)).toBe(true);
  expect(isCheckDue(today + 4 * HOUR_MS, today + 3 * HOUR_MS)).toBe(false);
  expect(isCheckDue(today + 11 * HOUR_MS, today - 21 * HOUR_MS)).toBe(true);
});
