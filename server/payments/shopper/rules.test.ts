import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShopperWallet } from "../orders/queries";
import { PAYMENT_STATES } from "../rules";
import {
  amountLimits,
  checkForm,
  codeOfPath,
  FORM_VALID_MS,
  hintedWallet,
  isTimely,
  languageOf,
  paymentNumberOf,
  readAmount,
  readTicketText,
  receiptView,
  SHOWABLE_MS,
  splitSigned,
  ticketText,
} from "./rules";

const NOW = Date.parse("2026-11-22T01:00:00Z");
const WALLETS: readonly ShopperWallet[] = [
  { id: "NOREN_JP", name: "Noren", homeCurrency: "JPY", minAmountMinor: 1n, maxAmountMinor: 500_000n },
  { id: "ALIPAY_CN", name: "Alipay", homeCurrency: "CNY", minAmountMinor: 10n, maxAmountMinor: 1_000_000n },
];

describe("the language of the page", () => {
  it("follows the phone, by its weights and whatever its region", () => {
    expect(languageOf(null, "ja-JP")).toBe("ja");
    expect(languageOf(null, "zh-TW,zh;q=0.9,en;q=0.8")).toBe("zh");
    expect(languageOf(null, "ko-KR,ko;q=0.9")).toBe("ko");
    expect(languageOf(null, "en;q=0.4, ko;q=0.9")).toBe("ko");
    expect(languageOf(null, "ja;q=0, en")).toBe("en");
  });

  it("is English for a phone that speaks none of the four, Japanese for one that says nothing", () => {
    expect(languageOf(null, "fr-FR,de;q=0.9")).toBe("en");
    expect(languageOf(null, null)).toBe("ja");
    expect(languageOf(null, "*")).toBe("ja");
    expect(languageOf(null, ";;;,,q=x")).toBe("ja");
  });

  it("is the one that was chosen on the page, if it is one", () => {
    expect(languageOf("zh", "ja")).toBe("zh");
    expect(languageOf("xx", "ja")).toBe("ja");
  });
});

describe("a typed amount (G8)", () => {
  it("is read in any width, with yen signs and with commas in their places", () => {
    for (const typed of [
      "1280",
      "１２８０",
      "1,280",
      "¥1,280",
      "￥１，２８０",
      "1280円",
      " 1280 ",
      "01280",
    ]) {
      expect(readAmount(typed)).toEqual({ kind: "yen", minor: 1280n });
    }
    expect(readAmount("1,000,000")).toEqual({ kind: "yen", minor: 1_000_000n });
  });

  it("is refused when it is no whole number of yen", () => {
    for (const typed of [
      "10.5",
      "1．5",
      "1,5",
      "12,80",
      ",100",
      "-5",
      "+5",
      "1e3",
      "0x10",
      "abc",
      "１２a",
      "一〇〇",
    ]) {
      expect(readAmount(typed)).toEqual({ kind: "not_whole" });
    }
  });

  it("is refused when it is nothing", () => {
    expect(readAmount("0")).toEqual({ kind: "zero" });
    expect(readAmount("０００")).toEqual({ kind: "zero" });
    expect(readAmount("  ")).toEqual({ kind: "empty" });
    expect(readAmount("¥")).toEqual({ kind: "empty" });
  });

  it("any whole number reads as itself, plain or grouped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
        const minor = BigInt(value);
        expect(readAmount(`${value}`)).toEqual({ kind: "yen", minor });
        expect(readAmount(value.toLocaleString("ja-JP"))).toEqual({ kind: "yen", minor });
      }),
    );
  });
});

describe("a form", () => {
  it("goes on with an amount that its wallet pays", () => {
    expect(checkForm({ amount: "1,280", wallet: "ALIPAY_CN" }, WALLETS)).toEqual({
      kind: "ready",
      amountMinor: 1280n,
      walletId: "ALIPAY_CN",
    });
  });

  it("names the limit of the wallet that was chosen", () => {
    expect(checkForm({ amount: "500001", wallet: "NOREN_JP" }, WALLETS)).toMatchObject({
      fault: { field: "amount", reason: "too_high", limit: 500_000n },
    });
    expect(checkForm({ amount: "9", wallet: "ALIPAY_CN" }, WALLETS)).toMatchObject({
      fault: { field: "amount", reason: "too_low", limit: 10n },
    });
    expect(amountLimits(WALLETS)).toEqual({ min: 1n, max: 1_000_000n });
  });

  it("asks for a wallet that is live at the store", () => {
    for (const wallet of ["", "OTHER"]) {
      expect(checkForm({ amount: "100", wallet }, WALLETS)).toMatchObject({ fault: { field: "wallet" } });
    }
  });

  it("knows the wallet by the address, else by the browser", () => {
    const alipay = "Mozilla/5.0 (iPhone) AliApp(AP/10.5.0) AlipayClient/10.5.0";
    expect(hintedWallet("NOREN_JP", alipay)).toBe("NOREN_JP");
    expect(hintedWallet(null, alipay)).toBe("ALIPAY_CN");
    expect(hintedWallet(null, "Mozilla/5.0 Safari")).toBeNull();
    expect(hintedWallet("<script>", null)).toBeNull();
  });
});

describe("the ticket of a form", () => {
  const ticket = { mintedMs: NOW, nonce: "0123456789abcdef" };

  it("is read back as it was written, and nothing else is a ticket", () => {
    expect(readTicketText(ticketText(ticket))).toEqual(ticket);
    for (const text of ["", "x", "abc.def", `${ticketText(ticket)}0`])
      expect(readTicketText(text)).toBeUndefined();
    expect(splitSigned(`${ticketText(ticket)}.${"a".repeat(32)}`)?.content).toBe(ticketText(ticket));
    expect(splitSigned(ticketText(ticket))).toBeUndefined();
  });

  it("lasts half an hour and never begins in the future", () => {
    expect(isTimely(ticket, NOW)).toBe(true);
    expect(isTimely(ticket, NOW + FORM_VALID_MS - 1)).toBe(true);
    expect(isTimely(ticket, NOW + FORM_VALID_MS)).toBe(false);
    expect(isTimely(ticket, NOW - 1)).toBe(false);
  });

  it("gives a payment number of 20 digits that sorts by time", () => {
    const number = paymentNumberOf(ticket, Uint8Array.of(255, 10, 11, 12, 13, 14, 15, 16));
    expect(number).toBe(`${NOW}5012345`);
  });
});

describe("the screen of a payment", () => {
  it("is green only while a success is fresh", () => {
    expect(receiptView("succeeded", NOW, NOW)).toBe("paid");
    expect(receiptView("succeeded", NOW, NOW + SHOWABLE_MS)).toBe("paid");
    expect(receiptView("succeeded", NOW, NOW + SHOWABLE_MS + 1)).toBe("past");
    const others = PAYMENT_STATES.filter((state) => state !== "succeeded");
    for (const state of others) expect(["paid", "past"]).not.toContain(receiptView(state, NOW, NOW));
  });
});

describe("the code of an address", () => {
  it("is read in any case, and led to its printed form", () => {
    expect(codeOfPath("nonsense")).toBeNull();
    const code = "ABCDE2345F";
    const read = codeOfPath(code.toLowerCase());
    expect(read === null || !read.canonical).toBe(true);
  });
});
