import { expect, test } from "vitest";
import { MERCHANT_ROLES } from "@/server/kernel/permissions";
import { blanksOf, deliveryOf, NEWS_KINDS, newsForRole, newsRule } from "./rules";

test("what must be told cannot be switched off, and everything else can", () => {
  for (const kind of NEWS_KINDS) {
    const off = deliveryOf(kind, { mail: false, inbox: false });
    expect(off, kind).toEqual(
      newsRule(kind).mandatory ? { mail: true, inbox: true } : { mail: false, inbox: false },
    );
  }
});

test("without a choice mail and inbox have what the rule says, the inbox nearly everything", () => {
  for (const kind of NEWS_KINDS)
    expect(deliveryOf(kind, undefined)).toEqual({
      mail: newsRule(kind).mail,
      inbox: newsRule(kind).inbox ?? true,
    });
});

test("a clerk chooses about nothing that is not told to clerks", () => {
  for (const role of MERCHANT_ROLES)
    for (const kind of newsForRole(role)) {
      const { roles } = newsRule(kind);
      expect(roles.length === 0 || roles.includes(role), `${role} ${kind}`).toBe(true);
    }
  expect(newsForRole("clerk")).toEqual(NEWS_KINDS.filter((kind) => newsRule(kind).roles.length === 0));
});

test("blanks are written for the reader by the kind of their value", () => {
  const params = {
    dueAtMs: Date.parse("2026-11-25T09:00:00Z"),
    throughOn: "2026-11-30",
    amountMinor: "1280",
    store: "渋谷店",
  };
  expect(blanksOf(params, "ja")).toEqual({
    due: "11月25日(水) 18:00",
    through: "2026年11月30日(月)",
    amount: "¥1,280",
    store: "渋谷店",
  });
});
