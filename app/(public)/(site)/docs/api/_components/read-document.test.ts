import { expect, test } from "vitest";
import { openApiDocument } from "@/server/alerts/api/document";
import { operationNames } from "@/server/alerts/api/rules";
import { TEST_TYPE, WEBHOOK_TYPE_NAMES } from "@/server/alerts/webhooks/rules";
import { readDocument } from "./read-document";

const view = readDocument(openApiDocument("https://noren.example"));

test("the page shows every operation and every message of the description, none without its fields", () => {
  expect(view.operations.map(({ name }) => name)).toEqual(operationNames());
  expect(view.webhooks.map(({ type }) => type)).toEqual([...WEBHOOK_TYPE_NAMES, TEST_TYPE]);
  for (const { answer } of view.operations) expect(answer.length).toBeGreaterThan(1);
  for (const { fields } of view.webhooks)
    expect(fields.map(({ name }) => name)).toEqual(["type", "timestamp", "data"]);
  expect(view.webhookHeaders.map(({ name }) => name)).toContain("webhook-signature");
});

test("what may be missing says so, and what is fixed says what it is", () => {
  const payment = view.operations.find(({ name }) => name === "getPayment")?.answer ?? [];
  const types = new Map(payment.map(({ name, type }) => [name, type]));
  expect(types.get("walletId")).toBe("string | null");
  expect(types.get("payerAmount")).toBe("Amount | null");
  expect(types.get("createdAt")).toBe("date-time");
  expect(view.webhooks[0]?.fields[0]?.type).toBe('"payment.succeeded"');
});
