import { describe, expect, it } from "vitest";
import { LANGUAGE_TAGS } from "@/server/kernel/languages";
import { NEWS_KINDS, newsHref } from "../news/rules";
import { type MailLocale, newsMail } from "./document";

/** Of a mail that is not Japanese, only the names that were typed may be. */
const KANA = /[\u3041-\u309f]/;
const LOCALES: readonly MailLocale[] = ["ja", "en", "zh", "ko"];
const PARAMS = {
  dueAtMs: Date.parse("2026-11-25T09:00:00Z"),
  heldAtMs: Date.parse("2026-11-28T00:00:00Z"),
  expiresOn: "2027-02-20",
  throughOn: "2026-11-30",
  amountMinor: "410971",
  last4: "4821",
  store: "<b>渋谷店</b>",
  wallet: "AlipayCN",
  code: "abcde12345",
  number: "3912-4456-7788",
  endpoint: "POS",
  dayOn: "2026-11-21",
  count: 38,
  faulty: 3,
  file: "店舗.csv",
  salesMinor: "84260",
  refundsMinor: "0",
  reason: "調査のため",
  place: "さくらマート",
  role: "clerk",
  merchant: "さくらマート",
  name: "開業応援",
  fromOn: "2026-12-01",
  payOn: "2026-12-02",
  clearingOn: "2026-11-27",
  sequence: 12,
  answer: "金額を確かめてください",
  title_ja: "年末のお知らせ",
  title_en: "At the end of the year",
  title_zh: "年末通知",
  title_ko: "연말 안내",
  body_ja: "12月31日は休みです。",
  body_en: "We are closed on December 31.",
  body_zh: "12月31日休息。",
  body_ko: "12월 31일은 쉽니다.",
};
const item = {
  label: "label.store.name",
  reason: "mismatch",
  text: "看板と同じ名前に\r\nBcc: x@example.com",
};

function withoutTyped(text: string): string {
  const typed = [...Object.values(PARAMS).map(String), "看板と同じ名前に"];
  return typed.reduce((left, value) => left.replaceAll(value, ""), text);
}

describe("a letter", () => {
  it.each(LOCALES.flatMap((locale) => NEWS_KINDS.map((kind) => [locale, kind] as const)))(
    "in %s says %s with every blank filled and everything typed escaped",
    (locale, kind) => {
      const href = newsHref(kind, "pay_1");
      const mail = newsMail({
        kind,
        locale,
        name: "佐倉 <b>花子</b>",
        params: PARAMS,
        items: [item],
        href,
        publicUrl: "https://noren.example",
      });
      for (const part of [mail.subject, mail.text, mail.html])
        expect(part).not.toMatch(/[{}]|undefined|news\./);
      expect(mail.html).not.toContain("<b>");
      expect(mail.html).toContain(`<html lang="${LANGUAGE_TAGS[locale]}">`);
      if (locale !== "ja") expect(withoutTyped(mail.text)).not.toMatch(KANA);
      expect(mail.text).toContain(`https://noren.example${href}`);
      expect(mail.subject).not.toMatch(/[\r\n]/);
    },
  );

  it("names each returned item with its reason in the reader's language", () => {
    const letter = {
      kind: "application_returned",
      name: "",
      params: {},
      items: [item, { label: "document.licence_food", reason: "expired", text: "" }],
      href: "/apply",
      publicUrl: "https://noren.example",
    } as const;
    const japanese = newsMail({ ...letter, locale: "ja" }).text;
    expect(japanese).toContain("店舗名");
    expect(japanese).toContain("看板と同じ名前に");
    expect(japanese).toContain("営業許可証: 有効期限が切れています");
    expect(newsMail({ ...letter, locale: "en" }).text).not.toContain("店舗名");
    const paper = { label: "paper.bank_passbook", reason: "unreadable", text: "" };
    const change = newsMail({ ...letter, kind: "change_returned", items: [paper], locale: "en" }).text;
    expect(change).toContain("Copy of the passbook or cash card: ");
  });

  it("says amounts, days and roles as people write them", () => {
    const letter = {
      name: "",
      items: [],
      href: "/payouts",
      publicUrl: "https://noren.example",
      params: PARAMS,
    };
    expect(newsMail({ ...letter, kind: "payout_paid", locale: "ja" }).text).toContain("¥410,971");
    expect(newsMail({ ...letter, kind: "application_unfinished", locale: "ko" }).text).toContain(
      "2027년 2월 20일",
    );
    expect(newsMail({ ...letter, kind: "role_given", locale: "en" }).text).toContain("Clerk");
  });
});
