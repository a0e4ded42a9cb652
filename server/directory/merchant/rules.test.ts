import { describe, expect, test } from "vitest";
import { newCode } from "@/server/codes/rules";
import { isSought, readStoreTerm } from "./rules";

const store = {
  id: "sto_01abc",
  name: "さくらマート 渋谷店",
  nameKana: "サクラマート シブヤテン",
  storeNumber: "T-0012",
};
const finds = (text: string) => isSought(readStoreTerm(text), store);

describe("what is typed to find a store of a merchant", () => {
  test.each([
    "さくらマート",
    "サクラマート",
    "ｻｸﾗﾏｰﾄ",
    "さくらまと",
    "しぶや",
    "渋谷　さくら",
    "シブヤ 渋谷",
    "t-0012",
    "Ｔ－００",
    " STO_01abc ",
  ])("%s finds it", (text) => {
    expect(finds(text)).toBe(true);
  });

  test.each(["新宿", "渋谷 新宿", "0012", "sto_01", "・", ""])("%s does not", (text) => {
    expect(finds(text)).toBe(false);
  });

  test("a code is told from a name by its check character", () => {
    const code = newCode((size) => new Uint8Array(size).fill(7));
    expect(readStoreTerm(`${code.slice(0, 5)} ${code.slice(5).toLowerCase()}`).code).toBe(code);
    expect(readStoreTerm("渋谷").code).toBeNull();
  });
});
