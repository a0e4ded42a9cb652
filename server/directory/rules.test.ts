import { describe, expect, test } from "vitest";
import { newCode } from "@/server/codes/rules";
import { readTerm, targetAt } from "./rules";

const words = (text: string) => {
  const term = readTerm(text);
  return term.kind === "words" ? term.words : [];
};

describe("what is typed to find a shop", () => {
  test.each(["さくらマート", "サクラマート", "ｻｸﾗﾏｰﾄ", "さくら　まーと", "サクラマト", "サクラ・マート"])(
    "%s is the same name in any kind and width, with or without long vowels",
    (text) => {
      expect(words(text).join("")).toBe("サクラマト");
    },
  );

  test.each([
    "株式会社さくら",
    "さくら株式会社",
    "(株)さくら",
    "（株）さくら",
    "㈱さくら",
    "ｶ)ｻｸﾗ",
    "ｻｸﾗ(ｶ",
    "カブシキガイシャ サクラ",
    "有限会社さくら",
    "合同会社 さくら",
  ])("%s finds the name without its legal form", (text) => {
    expect(words(text)).toEqual(["サクラ"]);
  });

  test("a legal form alone is a word like any other", () => {
    expect(words("株式会社")).toEqual(["株式会社"]);
  });

  test("several words must all occur, in any order", () => {
    expect(words("さくらマート　渋谷")).toEqual(["サクラマト", "渋谷"]);
  });

  test.each(["03-1234-5678", "０３－１２３４－５６７８", "(03) 1234 5678", "0312345678"])(
    "%s is a phone number",
    (text) => {
      expect(readTerm(text)).toMatchObject({ kind: "number", digits: "0312345678" });
    },
  );

  test("a registration number is searched by the corporate number in it", () => {
    expect(readTerm("T7000012050002")).toMatchObject({ kind: "number", digits: "7000012050002" });
  });

  test("few digits are a name", () => {
    expect(readTerm("109")).toMatchObject({ kind: "words", words: ["109"] });
  });

  test("ids and payment numbers are taken whole", () => {
    expect(readTerm(" mer_01abc ")).toEqual({ kind: "merchant", id: "mer_01abc" });
    expect(readTerm("STO_01abc")).toEqual({ kind: "store", id: "sto_01abc" });
    expect(readTerm("17637984000001234567")).toEqual({ kind: "payment", id: "pay_17637984000001234567" });
  });

  test("a poster's code is known by its check character, in groups and small letters too", () => {
    const code = newCode((size) => new Uint8Array(size).map((_, index) => index * 7 + 11));
    expect(readTerm(`${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`)).toMatchObject({ code });
  });

  test.each(["", "  ", "ー・-"])("nothing to search for in %j", (text) => {
    expect(readTerm(text)).toEqual({ kind: "nothing" });
  });
});

test("the target line is whole shops, and flat before its start and after its end", () => {
  const target = { startOn: "2026-11-01", startShops: 30_000, endOn: "2027-10-31", endShops: 50_000 };
  expect([-5, 0, 1, 182, 364, 400].map((day) => targetAt(target, day, 364))).toEqual([
    30_000, 30_000, 30_054, 40_000, 50_000, 50_000,
  ]);
});
