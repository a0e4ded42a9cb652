import { describe, expect, test } from "vitest";
import {
  activeMembership,
  landingOf,
  membershipOf,
  normaliseEmail,
  safePath,
  sessionLifetimeMs,
} from "./rules";
import { emailAddress } from "./schema";
import { newCode, normaliseCode, readTicket, ticketText } from "./sign-in/rules";
import { codeEntry } from "./sign-in/schema";

describe("e-mail addresses", () => {
  test("one account, however the address was typed", () => {
    expect(normaliseEmail(" Ｔaro@Example.JP ")).toBe("taro@example.jp");
    expect(emailAddress.parse("TARO@EXAMPLE.JP")).toBe("taro@example.jp");
  });

  test.each([
    "",
    "taro",
    "taro@",
    "@example.jp",
    "a@b@c.jp",
    `${"x".repeat(250)}@example.jp`,
    "a@example.jp,b@example.jp",
  ])("%j is refused", (text) => expect(emailAddress.safeParse(text).success).toBe(false));
});

describe("memberships", () => {
  test("a role that this version does not know gives nothing", () => {
    expect(
      membershipOf({ id: "mem_1", tenantId: null, role: "owner", storeIds: [], byArea: false }),
    ).toBeUndefined();
    expect(
      membershipOf({ id: "mem_1", tenantId: "mer_1", role: "administrator", storeIds: [], byArea: false }),
    ).toBeUndefined();
    expect(
      membershipOf({ id: "mem_1", tenantId: "mer_1", role: "emperor", storeIds: [], byArea: false }),
    ).toBeUndefined();
  });

  test("no store ids mean every store", () => {
    const all = membershipOf({ id: "mem_1", tenantId: "mer_1", role: "clerk", storeIds: [], byArea: false });
    const none = membershipOf({ id: "mem_1", tenantId: "mer_1", role: "clerk", storeIds: [], byArea: true });
    expect(none?.kind === "merchant" && none.storeIds).toEqual([]);
    const some = membershipOf({
      id: "mem_1",
      tenantId: "mer_1",
      role: "clerk",
      storeIds: ["sto_1"],
      byArea: false,
    });
    expect(all).toMatchObject({ storeIds: "all" });
    expect(some).toMatchObject({ storeIds: ["sto_1"] });
  });

  test("a choice that was revoked falls back to the first", () => {
    const first = membershipOf({ id: "mem_1", tenantId: null, role: "finance", storeIds: [], byArea: false });
    expect(activeMembership(first ? [first] : [], "mem_gone")?.id).toBe("mem_1");
    expect(activeMembership([], "mem_gone")).toBeNull();
  });

  test("the day begins at the desk, in the shop or with the application", () => {
    expect(landingOf({ kind: "operator", live: false })).toBe("/ops/review");
    expect(landingOf({ kind: "merchant", live: true })).toBe("/home");
    expect(landingOf({ kind: "merchant", live: false })).toBe("/apply");
    expect(landingOf(null)).toBe("/apply");
  });

  test("an operator's session ends with the working day", () => {
    expect(sessionLifetimeMs(true)).toBeLessThan(sessionLifetimeMs(false));
  });
});

describe("where sign-in leads", () => {
  test.each(["/home", "/payments?last4=4821", "/ops/review#row-3"])("%s is a page of this site", (path) =>
    expect(safePath(path)).toBe(path),
  );

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/home\r\nset-cookie: a=b",
    "/a\\b",
    "/signin?next=/home",
    "/api/auth/signout",
    "",
  ])("%j is not followed", (path) => expect(safePath(path)).toBeUndefined());
});

describe("codes", () => {
  test("six digits, zeros in front included", () => {
    expect(newCode(() => new Uint8Array([0, 0, 0, 7]))).toBe("000007");
  });

  test("draws that would favour some codes are drawn again", () => {
    const draws = [new Uint8Array([255, 255, 255, 255]), new Uint8Array([0, 0, 1, 0])];
    expect(newCode(() => draws.shift() ?? new Uint8Array(4))).toBe("000256");
  });

  test("a code may be typed in full width or pasted with blanks", () => {
    expect(normaliseCode("１２３ ４５６")).toBe("123456");
    expect(codeEntry.parse({ email: "a@b.jp", code: " 123-456 " }).code).toBe("123456");
    expect(codeEntry.safeParse({ email: "a@b.jp", code: "12345" }).success).toBe(false);
  });

  test("a ticket that was tampered with is none", () => {
    const ticket = { nonce: "n".repeat(43), email: "taro@example.jp" };
    expect(readTicket(ticketText(ticket))).toEqual(ticket);
    expect(readTicket("short.abc")).toBeUndefined();
    expect(readTicket(undefined)).toBeUndefined();
  });
});
