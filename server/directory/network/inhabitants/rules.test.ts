import { expect, test } from "vitest";
import { PREFECTURES } from "@/server/merchants/categories.data";
import { INHABITANTS, INHABITANTS_OF_PREFECTURES } from "./census.data";
import { densityOf, inhabitantsOf } from "./rules";

test("the municipalities of each prefecture add up to the census's own sum, and all of them to Japan", () => {
  const sums = PREFECTURES.map(({ code }) => [code, inhabitantsOf(code)]);
  expect(Object.fromEntries(sums)).toEqual(INHABITANTS_OF_PREFECTURES);
  expect(sums.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(126_226_568);
});

test("a municipality is found by its code, and is in the table once", () => {
  expect(inhabitantsOf("13113")).toBe(244_067);
  expect(inhabitantsOf("47382")).toBe(1_676);
  expect(inhabitantsOf("99999")).toBeNull();
  for (const [prefecture, text] of Object.entries(INHABITANTS)) {
    const codes = [...text.matchAll(/(\d{3}) \d+/g)].map(([, code]) => code);
    expect(new Set(codes).size, prefecture).toBe(codes.length);
    expect(text).toMatch(/^(\d{3} \d+)( \d{3} \d+)*$/);
  }
});

test("density is per 10,000 inhabitants, and unknown where they are", () => {
  expect(densityOf(50, 244_067)).toBe(205);
  expect(densityOf(5, null)).toBeNull();
});
