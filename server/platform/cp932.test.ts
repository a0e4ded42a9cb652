import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { toCp932 } from "./cp932";

const back = (text: string) => iconv.decode(Buffer.from(toCp932(text).bytes), "cp932");

test("what Windows writes with another code is mapped, and nothing is lost", () => {
  expect(back("11/1〜11/30 −500 A—B ‖ 𠮷野家 ¥")).toBe("11/1～11/30 －500 A―B ∥ 吉野家 ￥");
  expect(toCp932("髙島屋 ①㈱ 〜").lost).toEqual([]);
});

test("what the code does not have is named, and a geta mark stands in its place", () => {
  expect(back("𩸽の店 한국 😀")).toBe("〓の店 〓〓 〓");
  expect(toCp932("𩸽の店 한국 😀 한").lost).toEqual(["𩸽", "한", "국", "😀"]);
});

test("no letter becomes a question mark unless it is one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const marks = (from: string) => Array.from(from).filter((letter) => letter === "?").length;
      expect(marks(back(text))).toBe(marks(text));
    }),
  );
});
