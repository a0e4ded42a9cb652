import { describe, expect, test } from "vitest";
import { piecesOf, runsOf } from "@/server/kernel/typeface";
import { brandUnder, fitName, type NamePiece, PAPER, POSTER_FORMATS, rowsOf } from "./rules";

const box = { width: 250, height: 60, maxSize: 44, minSize: 20 };

// As in a Japanese font: every letter is as wide as the size, a blank a quarter of it.
function pieces(name: string): NamePiece[] {
  return piecesOf(name).map(({ text, spaced }) => ({
    text,
    width: Array.from(text).length,
    space: spaced ? 0.25 : 0,
  }));
}

describe("a store's name", () => {
  test("that is short stands on one line at the largest size", () => {
    expect(fitName(pieces("茶屋"), box)).toMatchObject({ lines: ["茶屋"], size: 44 });
  });

  test("that is long breaks at its blank", () => {
    expect(fitName(pieces("さくらマート 渋谷道玄坂店"), box).lines).toEqual(["さくらマート", "渋谷道玄坂店"]);
  });

  test("of any length keeps all its letters within its place on at most three lines", () => {
    for (let length = 1; length <= 120; length += 7) {
      const name = "髙島屋東京日本橋本店食料品フロア".repeat(8).slice(0, length);
      const fit = fitName(pieces(name), box);
      expect(fit.lines.join("")).toBe(name);
      expect(fit.lines.length).toBeLessThanOrEqual(3);
      for (const line of fit.lines) expect(line.length * fit.size).toBeLessThanOrEqual(box.width + 0.001);
      expect(fit.size + (fit.lines.length - 1) * fit.leading).toBeLessThanOrEqual(box.height);
    }
  });

  test("never starts a line with closing punctuation or a long vowel", () => {
    for (const { text } of piecesOf("カフェー・ド・パリ（銀座）、スーパーマーケットー")) {
      expect(text).not.toMatch(/^[ー・）、]/);
      expect(text).not.toMatch(/（$/);
    }
  });

  test("that is empty draws nothing and breaks nothing", () => {
    expect(fitName(pieces(""), box).lines).toEqual([]);
  });
});

describe("the font of a text", () => {
  const covers = (face: string, letter: string) =>
    ({ jp: "かな漢字é ", sc: "漢字说か", kr: "漢한글" })[face]?.includes(letter) ?? false;

  test("is one font when one has all letters, in the order of the language", () => {
    expect(runsOf("漢字", "ja", covers)).toEqual([{ face: "jp", text: "漢字" }]);
    expect(runsOf("漢字", "zh", covers)).toEqual([{ face: "sc", text: "漢字" }]);
    expect(runsOf("漢字说", "ja", covers)).toEqual([{ face: "sc", text: "漢字说" }]);
  });

  test("changes per run when no font has all letters, and what none has is left out", () => {
    expect(runsOf("な说한 な😀", "ja", covers)).toEqual([
      { face: "jp", text: "な" },
      { face: "sc", text: "说" },
      { face: "kr", text: "한 " },
      { face: "jp", text: "な" },
    ]);
  });

  test("gets letters composed, while compatibility ideographs stay what they are", () => {
    const any = () => true;
    expect(runsOf("か\u3099e\u0301\u1112\u1161\u11ab", "ja", any)).toEqual([{ face: "jp", text: "がé한" }]);
    expect(runsOf("\ufa11\ufa19", "ja", any)[0]?.text).toBe("\ufa11\ufa19");
  });
});

describe("measures", () => {
  test("every format is on ISO paper", () => {
    for (const format of POSTER_FORMATS) {
      expect(PAPER[format].height / PAPER[format].width).toBeCloseTo(Math.SQRT2, 1);
    }
  });

  test("marks that are too wide for one row are spread over rows of similar length", () => {
    expect(rowsOf(["a", "b", "c"], [10, 10, 10], 2, 40)).toEqual([["a", "b", "c"]]);
    expect(rowsOf(["a", "b", "c", "d"], [10, 10, 10, 10], 2, 40)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });
});

test("a chain's signboard is put over the product's brand, and a long name gives way to the product's", () => {
  const brand = { name: "Noren", colorCmyk: [95, 85, 10, 5] } as const;
  const design = { chain: "さくらマート", color: "#006633", mark: "M0 0H32V32Z" };
  expect(brandUnder(brand, design)).toEqual({
    name: "Noren × さくらマート",
    color: "#006633",
    colorCmyk: [100, 0, 50, 60],
    mark: "M0 0H32V32Z",
  });
  expect(
    brandUnder(brand, { ...design, chain: "さくらマートホールディングス東日本", color: null, mark: null }),
  ).toEqual(brand);
  expect(brandUnder(brand, undefined)).toBe(brand);
});
