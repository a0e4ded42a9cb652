import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  bigrams,
  foldForHearing,
  foldForSearch,
  isKana,
  kanaToLatin,
  offendingInTransferName,
  toBankNameKana,
  toKatakana,
  toTransferKana,
} from "./kana";
import { legalForms } from "./legal-forms.data";

const kanaText = fc.string({
  unit: fc.constantFrom(..."アイガギパピヴッャョーンあがぱっょん゛゜・ 　-－ｶﾞﾊﾟABCｄ１２()"),
  maxLength: 20,
});

describe("search keys", () => {
  test("spellings of one name fold to one key", () => {
    const key = foldForSearch("コーヒー のれん");
    for (const text of [
      "ｺｰﾋｰﾉﾚﾝ",
      "こーひー・のれん",
      "コ-ヒ-　ノレン",
      "こひのれん",
      "コ〜ヒ〜（のれん）",
    ]) {
      expect(foldForSearch(text)).toBe(key);
    }
    expect(foldForSearch("ﾊﾟﾝﾔ")).toBe("パンヤ");
    expect(foldForSearch("キャッツ")).toBe("キヤツツ");
    expect(foldForSearch("ＣＡＦÉ ㈱")).toBe("cafe株");
    expect(foldForSearch("ハ゛ン")).toBe("バン");
  });

  test("a long vowel is heard the same, with a mark and with a kana", () => {
    for (const [one, other] of [
      ["ジロー", "じろう"],
      ["オオノ", "おーの"],
      ["ﾕｳｷ", "ユーキ"],
      ["カアサン", "かーさん"],
    ] as const) {
      expect(foldForHearing(one)).toBe(foldForHearing(other));
    }
    expect(foldForHearing("カウ")).toBe("カウ");
    expect(foldForHearing("ジロ")).not.toBe(foldForHearing("ジラ"));
  });

  test("voiced and plain kana stay apart, and kanji, Korean and Chinese are kept", () => {
    expect(foldForSearch("バス")).not.toBe(foldForSearch("ハス"));
    expect(foldForSearch("渋谷 서울 上海")).toBe("渋谷서울上海");
  });

  test("folding twice is folding once", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), kanaText),
        (text) => {
          expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("bigrams are distinct neighbours; a single character stands for itself", () => {
    expect(bigrams("")).toEqual([]);
    expect(bigrams("店")).toEqual(["店"]);
    expect(bigrams("ノレンノレ")).toEqual(["ノレ", "レン", "ンノ"]);
    expect(bigrams("𠮷野家")).toEqual(["𠮷野", "野家"]);
  });

  test("every part of a text has only bigrams of the text", () => {
    fc.assert(
      fc.property(kanaText, fc.nat(20), fc.nat(20), (text, a, b) => {
        const part = text.slice(Math.min(a, b), Math.max(a, b));
        if ([...part].length < 2) return;
        const whole = new Set(bigrams(text));
        for (const pair of bigrams(part)) expect(whole.has(pair)).toBe(true);
      }),
    );
  });
});

describe("kana fields", () => {
  test("any width, hiragana and any dash become full katakana", () => {
    expect(toKatakana(" すずき　 いちろう ")).toBe("スズキ イチロウ");
    expect(toKatakana("ｺｰﾋｰ ﾊｳｽ")).toBe("コーヒー ハウス");
    expect(toKatakana("コ‐ヒ−")).toBe("コーヒー");
    expect(toKatakana("ＡＢＣマート")).toBe("ABCマート");
    expect(toKatakana("3-5")).toBe("3-5");
  });

  test("only kana count as kana", () => {
    for (const text of ["すずき", "ｽｽﾞｷ ｲﾁﾛｳ", "ジョン・スミス", "コーヒー"]) expect(isKana(text)).toBe(true);
    for (const text of ["", " ", "ー", "鈴木", "スズキ1", "ABC", "スズキ々"])
      expect(isKana(text)).toBe(false);
  });

  test("a kana field that is converted again does not change", () => {
    fc.assert(
      fc.property(kanaText, (text) => {
        expect(toKatakana(toKatakana(text))).toBe(toKatakana(text));
      }),
    );
  });
});

describe("transfer form of party names", () => {
  test.each([
    ["ショッピング ノレン", "ｼﾖﾂﾋﾟﾝｸﾞ ﾉﾚﾝ"],
    ["こーひー", "ｺ-ﾋ-"],
    ["ミツヒ゛シ ハ゜ン", "ﾐﾂﾋﾞｼ ﾊﾟﾝ"],
    ["ヴァイオリン", "ｳﾞｱｲｵﾘﾝ"],
    ["ヰセキ　ヱビス", "ｲｾｷ ｴﾋﾞｽ"],
    ["ＡＢＣ（ｄｅｆ）．１２", "ABC(DEF).12"],
    ["カ〜ド―‐−－", "ｶ-ﾄﾞ----"],
    ["カブシキガイシャノレン", "ｶ)ﾉﾚﾝ"],
    ["株式会社　ノレン", "ｶ)ﾉﾚﾝ"],
    ["㈱ノレン", "ｶ)ﾉﾚﾝ"],
    ["ノレン 株式会社", "ﾉﾚﾝ(ｶ"],
    ["ノレン株式会社シブヤテン", "ﾉﾚﾝ(ｶ)ｼﾌﾞﾔﾃﾝ"],
    ["ｶ)ﾉﾚﾝ", "ｶ)ﾉﾚﾝ"],
    ["(ｶ)ﾉﾚﾝ", "ｶ)ﾉﾚﾝ"],
    ["ｶ) ﾉﾚﾝ", "ｶ)ﾉﾚﾝ"],
    ["ﾉﾚﾝ(ｶ", "ﾉﾚﾝ(ｶ"],
    ["ﾉﾚﾝ(ｶ)", "ﾉﾚﾝ(ｶ"],
    ["ﾉﾚﾝ(ｶ)ｼﾌﾞﾔﾃﾝ", "ﾉﾚﾝ(ｶ)ｼﾌﾞﾔﾃﾝ"],
    ["ゆうげんがいしゃやまだ", "ﾕ)ﾔﾏﾀﾞ"],
    ["いりょうほうじんしゃだんのれん", "ｲ)ﾉﾚﾝ"],
    ["一般社団法人ノレン", "ｼﾔ)ﾉﾚﾝ"],
    ["ＮＰＯ法人ノレン", "ﾄｸﾋ)ﾉﾚﾝ"],
    ["しゃかいふくしほうじんのれん", "ﾌｸ)ﾉﾚﾝ"],
    ["地方独立行政法人ノレン", "ﾁﾄﾞｸ)ﾉﾚﾝ"],
  ])("%s is written %s", (text, value) => {
    expect(toTransferKana(text)).toEqual({ ok: true, value });
  });

  test("every legal form of the brief has its abbreviation at head and tail", () => {
    const expected = {
      株式会社: "ｶ",
      有限会社: "ﾕ",
      合名会社: "ﾒ",
      合資会社: "ｼ",
      合同会社: "ﾄﾞ",
      医療法人: "ｲ",
      財団法人: "ｻﾞｲ",
      社団法人: "ｼﾔ",
      宗教法人: "ｼﾕｳ",
      学校法人: "ｶﾞｸ",
      社会福祉法人: "ﾌｸ",
      特定非営利活動法人: "ﾄｸﾋ",
      相互会社: "ｿ",
      弁護士法人: "ﾍﾞﾝ",
      税理士法人: "ｾﾞｲ",
      農事組合法人: "ﾉｳ",
    };
    for (const [word, short] of Object.entries(expected)) {
      expect(toTransferKana(`${word}ノレン`)).toEqual({ ok: true, value: `${short})ﾉﾚﾝ` });
      expect(toTransferKana(`ノレン${word}`)).toEqual({ ok: true, value: `ﾉﾚﾝ(${short}` });
    }
  });

  test("every word of the table is in the form in which names are searched for it", () => {
    for (const { words } of legalForms) {
      for (const word of words) {
        expect(word).toBe(word.normalize("NFKC").toUpperCase());
        expect(word).not.toMatch(/[ァィゥェォッャュョー]/);
      }
    }
  });

  test("one legal form per name: a second one is left as it was typed", () => {
    expect(toTransferKana("カ)ノレンユウゲンガイシャ")).toEqual({ ok: true, value: "ｶ)ﾉﾚﾝﾕｳｹﾞﾝｶﾞｲｼﾔ" });
    expect(toTransferKana("株式会社ノレン有限会社")).toEqual({
      ok: false,
      offending: ["有", "限", "会", "社"],
    });
  });

  test("kanji and foreign marks are named, never guessed", () => {
    expect(toTransferKana("株式会社暖簾")).toEqual({ ok: false, offending: ["暖", "簾"] });
    expect(toTransferKana("ノレン,ヲ&")).toEqual({ ok: false, offending: [",", "ヲ", "&"] });
    expect(toTransferKana("ジョン・スミス")).toEqual({ ok: false, offending: ["・"] });
    expect(toTransferKana("ｱﾞｷﾟ")).toEqual({ ok: false, offending: ["ｱﾞ", "ｷﾟ"] });
    expect(toTransferKana("カ ゛")).toEqual({ ok: false, offending: ["ﾞ"] });
    expect(toTransferKana("株式会社")).toMatchObject({ ok: false });
    expect(toTransferKana("  ")).toEqual({ ok: false, offending: [] });
  });

  test("a name of 30 bytes passes and one of 31 is refused, a voiced kana counting two", () => {
    expect(toTransferKana("ガ".repeat(15))).toMatchObject({ ok: true });
    expect(toTransferKana(`${"ガ".repeat(15)}ア`)).toEqual({ ok: false, offending: [], tooLong: true });
    expect(toTransferKana(`${"ガ".repeat(15)}ア`, 40)).toMatchObject({ ok: true });
  });

  test("what comes out is acceptable to a bank and comes out again unchanged", () => {
    fc.assert(
      fc.property(kanaText, (text) => {
        const first = toTransferKana(text);
        if (!first.ok) return;
        expect(first.value).toMatch(/^[\uff71-\uff9fA-Z0-9 ().-]{1,30}$/);
        expect(first.value).not.toMatch(/(^|[^ｳｶ-ﾄﾊ-ﾎ])ﾞ|(^|[^ﾊ-ﾎ])ﾟ/);
        expect(toTransferKana(first.value)).toEqual(first);
      }),
      { numRuns: 3000 },
    );
  });

  test("small kana, the long-vowel mark, lower case and the comma never pass", () => {
    expect(offendingInTransferName("ｧｯｰaｦ,｡", "party")).toEqual(["ｧ", "ｯ", "ｰ", "a", "ｦ", ",", "｡"]);
    expect(offendingInTransferName("A.B (C)", "bank")).toEqual([".", " ", "(", ")"]);
  });
});

describe("transfer form of bank names", () => {
  test("every bank and branch of the country fits", () => {
    const named = z.object({ kana: z.string() });
    const directory = z.record(z.string(), named.extend({ branches: z.record(z.string(), named) }));
    const banks = directory.parse(createRequire(import.meta.url)("zengin-code"));
    for (const bank of Object.values(banks)) {
      for (const { kana } of [bank, ...Object.values(bank.branches)]) {
        expect(toBankNameKana(kana)).toMatchObject({ ok: true });
      }
    }
  });

  test("full stops and spaces are left out, parentheses refused", () => {
    expect(toBankNameKana("クレディ・スイス")).toEqual({ ok: true, value: "ｸﾚﾃﾞｲｽｲｽ" });
    expect(toBankNameKana("ノレン(シブヤ)")).toEqual({ ok: false, offending: ["(", ")"] });
    expect(toBankNameKana("アイウエオカキクケコサシスセソタ")).toEqual({
      ok: false,
      offending: [],
      tooLong: true,
    });
  });
});

describe("Latin suggestions", () => {
  test.each([
    ["やきとり のれん", "YAKITORI NOREN"],
    ["とうきょう", "TOKYO"],
    ["しんばし", "SHIMBASHI"],
    ["コーヒー ハウス", "KOHI HAUSU"],
    ["はっちょうぼり", "HATCHOBORI"],
    ["ほっかいどう", "HOKKAIDO"],
    ["ファミリーマート", "FAMIRIMATO"],
    ["ＣＯＯＰ インプット・Noren", "COOP IMPUTTO NOREN"],
    ["渋谷ノレン店", "NOREN"],
    ["けんいち", "KENICHI"],
  ])("%s is suggested as %s", (kana, latin) => {
    expect(kanaToLatin(kana)).toBe(latin);
  });

  test("a suggestion is cut at a space when it can be", () => {
    expect(kanaToLatin("やきとりのれん しぶやどうげんざかてん", { maxLength: 25 })).toBe("YAKITORINOREN");
    expect(kanaToLatin("ちよだくまるのうちのれん", { maxLength: 15 })).toBe("CHIYODAKUMARUNO");
  });

  test("a suggestion is printable ASCII of the length asked for", () => {
    fc.assert(
      fc.property(fc.oneof(kanaText, fc.string({ unit: "binary" })), (text) => {
        expect(kanaToLatin(text, { maxLength: 25 })).toMatch(/^[\x20-\x7e]{0,25}$/);
      }),
    );
  });
});
