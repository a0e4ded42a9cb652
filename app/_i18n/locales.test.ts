import { describe, expect, it } from "vitest";
import { LOCALES, operatorLocale, preferredLocale } from "./locales";

describe("the language of a reader", () => {
  it.each([
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["ko-KR", "ko"],
    ["fr-FR,fr;q=0.9,en;q=0.7", "en"],
    ["en;q=0.5,ja;q=0.9", "ja"],
    ["de", "ja"],
    [null, "ja"],
  ])("%s is answered in %s", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it("operators' screens speak Japanese to readers of Japanese and English to everybody else", () => {
    expect(LOCALES.map((locale) => operatorLocale(locale))).toEqual(["ja", "en", "en", "en"]);
  });
});
