import { describe, expect, it } from "vitest";
import { type ApplicationNews, applicationMail, type MailLocale } from "./document";

const letter = {
  name: "佐倉 <b>花子</b>",
  dueAtMs: Date.parse("2026-11-25T09:00:00Z"),
  publicUrl: "https://noren.example",
  returned: [
    {
      key: "field:store.name",
      kind: "field",
      level: "blocking",
      actor: "applicant",
      state: "returned",
      issue: null,
      characters: null,
      reason: { code: "mismatch", text: "看板と同じ名前に" },
      answered: false,
      step: "store",
      field: "store.name",
      documentKind: null,
      contentHash: "",
    },
  ],
} as const;
const NEWS: readonly ApplicationNews[] = ["submitted", "returned", "approved", "rejected"];
const LOCALES: readonly MailLocale[] = ["ja", "en", "zh", "ko"];

describe("a mail about an application", () => {
  it.each(LOCALES.flatMap((locale) => NEWS.map((news) => [locale, news] as const)))(
    "in %s says %s with every blank filled and names escaped",
    (locale, news) => {
      const mail = applicationMail({ ...letter, locale, news });
      for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toMatch(/[{}]|undefined/);
      expect(mail.html).not.toContain("<b>花子");
      expect(mail.text).toContain(
        news === "approved" ? "https://noren.example/home" : "https://noren.example/apply",
      );
    },
  );

  it("names each returned item with its reason", () => {
    const { text } = applicationMail({ ...letter, locale: "ja", news: "returned" });
    expect(text).toContain("店舗名");
    expect(text).toContain("看板と同じ名前に");
  });
});
