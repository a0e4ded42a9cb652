import { expect, test } from "vitest";
import { backOffMs, EVENTS, isEventType, MAX_ATTEMPTS, parsePayload } from "./rules";

test("failures wait longer each time, at most an hour, and less than a day in all", () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => backOffMs(index + 1));
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(Math.max(...waits)).toBe(3_600_000);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(86_400_000);
});

test("types are named domain.fact and known ones are told from others", () => {
  expect(Object.keys(EVENTS).filter((type) => !/^[a-z_]+\.[a-z_]+$/.test(type))).toEqual([]);
  expect(isEventType("merchant.approved")).toBe(true);
  expect(isEventType("toString")).toBe(false);
});

test("amounts travel as text and nothing else is taken for one", () => {
  const event = { paymentId: "pay_1", storeId: "sto_1", amountMinor: "9007199254740993", currency: "JPY" };
  expect(parsePayload("payment.succeeded", event)).toEqual(event);
  expect(() => parsePayload("payment.succeeded", { ...event, amountMinor: 1280 })).toThrow();
  expect(() => parsePayload("payment.succeeded", { ...event, amountMinor: "12.8" })).toThrow();
});
