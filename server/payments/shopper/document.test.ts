import { describe, expect, it } from "vitest";
import type { ShopperPayment, ShopperStore } from "../orders/queries";
import { PAYMENT_STATES } from "../rules";
import type { PageContext } from "./document";
import { formDocument, refusalDocument } from "./form/document";
import { receiptDocument, receiptRefresh } from "./receipt/document";
import { LANGUAGES, type Language } from "./rules";

const NOW = Date.parse("2026-11-22T01:42:07Z");
const HOSTILE = `"><script>alert(1)</script>&'<img src=x onerror=alert(2)>`;
const wallets = [
  { id: "NOREN_JP", name: "Noren Wallet", homeCurrency: "JPY", minAmountMinor: 1n, maxAmountMinor: 500_000n },
  { id: "ALIPAY_CN", name: "Alipay", homeCurrency: "CNY", minAmountMinor: 1n, maxAmountMinor: 1_000_000n },
];
const shop: ShopperStore = {
  code: "ABCDE2345F",
  storeId: "sto_1",
  tenantId: "mer_1",
  storeName: "さくらマート 渋谷店",
  storeNameLatin: "SAKURAMATO SHIBUYATEN",
  merchantName: "さくら",
  logoTag: null,
  refusal: null,
  wallets,
};
const payment: ShopperPayment = {
  paymentId: "pay_17637757270001234821",
  number: "17637757270001234821",
  last4: "4821",
  state: "succeeded",
  code: "ABCDE2345F",
  storeName: "さくらマート 渋谷店",
  walletName: "Alipay",
  amountMinor: 1280n,
  payerAmountMinor: 6123n,
  payerCurrency: "CNY",
  createdAtMs: NOW - 60_000,
  paidAtMs: NOW - 2_000,
  expiresAtMs: NOW + 540_000,
};

function contextOf(language: Language): PageContext {
  return { language, nonce: "bm9uY2U=", sandbox: true, path: "/p/ABCDE2345F", query: [["wallet", HOSTILE]] };
}
function form(given: Partial<Parameters<typeof formDocument>[1]> = {}, language: Language = "ja"): string {
  const filled = { shop, ticket: "t", typed: "", walletId: null, walletKnown: false, fault: null, ...given };
  return String(formDocument(contextOf(language), filled));
}
function receipt(given: Partial<ShopperPayment> = {}, language: Language = "ja"): string {
  const receipt = { payment: { ...payment, ...given }, nowMs: NOW, againHref: "/p/ABCDE2345F?lang=ja" };
  return String(receiptDocument(contextOf(language), receipt));
}

describe("the amount page", () => {
  it("shows the shop's own picture where it has one, from its own address", () => {
    expect(form()).not.toContain("<img");
    expect(form({ shop: { ...shop, logoTag: "0123456789abcdef" } })).toContain(
      'src="/p/ABCDE2345F/logo?v=0123456789abcdef" alt=""',
    );
  });

  it("shows a hostile name and hostile input as text", () => {
    const page = form(
      { shop: { ...shop, storeName: HOSTILE, storeNameLatin: HOSTILE }, typed: HOSTILE },
      "en",
    );
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("keeps what was typed and says at the field what is wrong with it", () => {
    const page = form({ typed: "10.5", fault: { field: "amount", reason: "not_whole" } });
    expect(page).toContain('value="10.5"');
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain('role="alert"');
  });

  it("is complete, under 50 KB and loads nothing, in every language", () => {
    for (const language of LANGUAGES) {
      const page = form({}, language);
      expect(Buffer.byteLength(page)).toBeLessThan(50_000);
      expect(page).not.toMatch(/\b(src|srcset)=|@import|url\(/);
      expect(page).not.toMatch(/MISSING|undefined|shopper\.\w+\.|\{(?!amount)[a-z]+\}/);
    }
  });

  it("asks for the wallet only when the phone does not tell it", () => {
    expect(form()).toContain('type="radio"');
    const known = form({ walletId: "ALIPAY_CN", walletKnown: true });
    expect(known).not.toContain('type="radio"');
    expect(known).toContain('name="wallet" value="ALIPAY_CN"');
  });
});

describe("the screens of a payment", () => {
  it("speak to the clerk in Japanese whatever the shopper's language is", () => {
    for (const language of LANGUAGES) {
      const page = receipt({}, language);
      expect(page).toContain("店員にお見せください");
      expect(page).toContain("Show this to the clerk");
      expect(page).toContain("支払い完了");
    }
  });

  it("show both amounts, the shop, the last four digits and a clock that starts at this second", () => {
    const page = receipt();
    for (const text of ["¥1,280", "61.23 CNY", "さくらマート 渋谷店", "4821"]) expect(page).toContain(text);
    // 10:42:07 in Japan
    expect(page).toContain("animation-delay:-38527s,-2527s,-7s");
  });

  it("only a fresh success is green", () => {
    for (const state of PAYMENT_STATES) {
      expect(receipt({ state }).includes('<body class="paid">')).toBe(state === "succeeded");
    }
    expect(receipt({ paidAtMs: NOW - 3_600_000 })).not.toContain('<body class="paid">');
  });

  it("an open payment looks again by itself, an ended one does not", () => {
    const context = { ...contextOf("ko"), query: [["payment", "1.a"]] as const };
    expect(receiptRefresh(context, { ...payment, state: "pending" })).toBe(
      "3;url=/p/ABCDE2345F?payment=1.a&seen=1&lang=ko",
    );
    for (const state of PAYMENT_STATES) {
      const open = state === "created" || state === "pending";
      expect(receiptRefresh(context, { ...payment, state }) !== null).toBe(open);
    }
  });

  it("are complete in every language", () => {
    for (const language of LANGUAGES) {
      for (const state of PAYMENT_STATES)
        expect(receipt({ state }, language)).not.toMatch(/MISSING|undefined|shopper\.\w+\./);
      for (const refusal of ["code_invalid", "store_not_live", "wallet_not_live"] as const) {
        const page = String(refusalDocument(contextOf(language), { refusal, shop }));
        expect(page).not.toMatch(/MISSING|undefined|shopper\.\w+\./);
      }
    }
  });
});
