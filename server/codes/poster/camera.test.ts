import { describe, expect, test } from "vitest";
import { difficultPoster, layoutFaults, printed, readShot } from "@/bench/poster-bed";
import { pairwiseShots } from "@/bench/poster-camera";
import { comparePrintedLetters } from "@/bench/poster-glyphs";
import { DIFFICULT_NAMES, HARDEST_NAMES } from "@/bench/poster-names.data";
import { posterBytes } from "./preview/document";
import { POSTER_FORMATS, POSTER_PRINTS } from "./rules";

/** Thirty cases of the bench `posters`: printed, photographed badly, read by two decoders, beside another library's. */

const shots = pairwiseShots();
// Names, papers, printers and resolutions by turns; every pair of disturbances comes up over all cases.
const CASES = Array.from({ length: 30 }, (_, at) => ({
  at,
  name: at % 3 === 0 ? DIFFICULT_NAMES[8 + at * 6] : HARDEST_NAMES[at % HARDEST_NAMES.length],
  format: POSTER_FORMATS[at % POSTER_FORMATS.length] ?? "a4",
  print: POSTER_PRINTS[Math.floor(at / 5) % 2] ?? "office",
  dpi: at % 10 === 2 ? 300 : 150,
}));

test.each(CASES)(
  "$name on $format for the $print printer at $dpi dpi is read, and nothing is out of place",
  async ({ at, name = "", format, print, dpi }) => {
    const shot = shots[(at * 5) % shots.length];
    if (shot === undefined) throw new Error("no shot");
    for await (const sheet of printed({ posters: [difficultPoster(name, at)], format, print, dpi })) {
      expect(layoutFaults(sheet, dpi)).toEqual([]);
      const none = { blur: 0, rotate: 0, tilt: 0, dim: 0, noise: 0, cover: 0, jpeg: 0 };
      const plain = await readShot(sheet.field, sheet.value, none, sheet.modules, at);
      expect(plain).toEqual({ zxing: true, jsqr: true });
      const ours = await readShot(sheet.field, sheet.value, shot, sheet.modules, at);
      // jsQR gives up early; where it does, it gives up on the other library's symbol, too, or reads a finer one by luck.
      if (ours.jsqr || sheet.poster.codeFormat === "EMV") continue;
      const reference = await readShot(sheet.reference, sheet.value, shot, sheet.modules, at);
      expect(reference.jsqr).toBe(false);
    }
  },
);

describe("the letters of the hardest names", () => {
  test("are those of the font, by their pixels", async () => {
    const letters = await comparePrintedLetters(HARDEST_NAMES.slice(0, 2));
    expect(letters.length).toBeGreaterThan(12);
    expect(letters.filter(({ likeness }) => likeness < 0.7)).toEqual([]);
  });
});

describe("a poster's file", () => {
  test("embeds each of its fonts, and of each only what it uses", async () => {
    const posters = HARDEST_NAMES.map(difficultPoster);
    const pdf = await posterBytes({ posters, format: "a4", brand: { name: "Noren" }, sandbox: true });
    const text = pdf.toString("latin1");
    const fonts = Array.from(text.matchAll(/\/FontName \/([^\s/]+)/g), ([, name]) => name ?? "");
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const name of fonts) expect(name).toMatch(/^[A-Z]{6}\+/);
    expect(Array.from(text.matchAll(/\/FontFile[23] \d+ 0 R/g)).length).toBe(fonts.length);
    expect(text).not.toMatch(/\/Subtype \/Type1/);
  });

  test("for a print shop gives every page its TrimBox inside its BleedBox inside its MediaBox", async () => {
    const posters = HARDEST_NAMES.map(difficultPoster);
    const job = { posters, format: "a5", print: "shop", brand: { name: "Noren" }, sandbox: false } as const;
    const text = (await posterBytes(job)).toString("latin1");
    const boxesOf = (name: string) =>
      Array.from(text.matchAll(new RegExp(`/${name} \\[([\\d. ]+)\\]`, "g")), ([, box]) =>
        (box ?? "").split(" ").map(Number),
      );
    const [media, bleed, trim] = ["MediaBox", "BleedBox", "TrimBox"].map(boxesOf);
    expect([media?.length, bleed?.length, trim?.length]).toEqual([8, 8, 8]);
    for (const [page, box] of (trim ?? []).entries()) {
      const inset = (outer: number[] | undefined) => ((box[0] ?? 0) - (outer?.[0] ?? 0)) / (72 / 25.4);
      expect(inset(bleed?.[page])).toBeCloseTo(3, 2);
      expect(inset(media?.[page])).toBeCloseTo(10, 2);
    }
  });
});
