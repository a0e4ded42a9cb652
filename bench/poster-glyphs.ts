import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fontkit from "fontkit";
import sharp from "sharp";
import type { Face } from "@/server/kernel/typeface";
import { difficultPoster, printed } from "./poster-bed";
import type { Grey } from "./poster-camera";

/**
 * Is the letter on the sheet the letter of the font? A broken subset still extracts as text, so the ink of a printed
 * letter is laid over its outline, which another program reads from the font file and a third one fills.
 */

const FILES: Readonly<Record<Face, string>> = { jp: "JP", sc: "SC", kr: "KR" };
const FONTS = join(import.meta.dirname, "../node_modules/@expo-google-fonts");
const DPI = 150;
const GRID = 40;
/** Where an A6 poster has its store's name, in millimetres. */
const NAME = { left: 7, top: 15, width: 91, height: 15.5 } as const;

function fontOf(face: Face) {
  const file = `noto-sans-${face}/700Bold/NotoSans${FILES[face]}_700Bold.ttf`;
  const font = fontkit.create(readFileSync(join(FONTS, file)));
  if (!("layout" in font)) throw new Error("a collection is no font");
  return font;
}
const fonts = new Map<Face, ReturnType<typeof fontOf>>();

function outlineOf(letter: string): string | null {
  for (const face of ["jp", "sc", "kr"] as const) {
    const font = fonts.get(face) ?? fontOf(face);
    fonts.set(face, font);
    if (!font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) continue;
    return font.layout(letter).glyphs[0]?.path.toSVG() ?? null;
  }
  return null;
}

/** The ink of a picture, stretched over a small grid; null when there is none. */
async function inkOf(image: Grey): Promise<Uint8Array | null> {
  const { data, width, height } = image;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < data.length; at += 1) {
    if ((data[at] ?? 255) > 128) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
  }
  if (right < 0) return null;
  const cut = sharp(data, { raw: { width, height, channels: 1 } })
    .extract({ left, top, width: right - left + 1, height: bottom - top + 1 })
    .resize(GRID, GRID, { fit: "contain", background: "#ffffff" })
    .toColourspace("b-w");
  return new Uint8Array(await cut.raw().toBuffer());
}

async function outlineInk(path: string): Promise<Uint8Array | null> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="-500 -1500 2200 2200"><path transform="scale(1 -1)" d="${path}"/></svg>`;
  const image = sharp(Buffer.from(svg)).flatten({ background: "#ffffff" }).toColourspace("b-w");
  return inkOf({ data: new Uint8Array(await image.raw().toBuffer()), width: 400, height: 400 });
}

function likeness(a: Uint8Array, b: Uint8Array): number {
  const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const [x, y] = [value - ma, (b[at] ?? 0) - mb];
    [ab, aa, bb] = [ab + x * y, aa + x * x, bb + y * y];
  }
  return aa === 0 || bb === 0 ? 1 : ab / Math.sqrt(aa * bb);
}

export type PrintedLetter = { readonly letter: string; readonly likeness: number };

/** The letters of some names, each printed by itself and compared with its outline; 1 is the same shape. */
export async function comparePrintedLetters(names: readonly string[]): Promise<PrintedLetter[]> {
  const letters = [...new Set(names.flatMap((name) => [...name.normalize("NFC")]))].filter(
    (letter) => /[\p{L}\p{N}\p{So}\p{Sc}]/u.test(letter) && outlineOf(letter) !== null,
  );
  const posters = letters.map((letter) => ({ ...difficultPoster(letter, 0), counterName: "" }));
  const found: PrintedLetter[] = [];
  const px = (length: number) => Math.round((length * DPI) / 25.4);
  for await (const { poster, sheet } of printed({ posters, format: "a6", print: "office", dpi: DPI })) {
    const box = { left: px(NAME.left), top: px(NAME.top), width: px(NAME.width), height: px(NAME.height) };
    const cut = sharp(sheet.data, { raw: { width: sheet.width, height: sheet.height, channels: 1 } }).extract(
      box,
    );
    const data = new Uint8Array(await cut.toColourspace("b-w").raw().toBuffer());
    const ink = await inkOf({ data, width: box.width, height: box.height });
    const outline = await outlineInk(outlineOf(poster.storeName) ?? "");
    const same = ink === null || outline === null ? 0 : likeness(ink, outline);
    found.push({ letter: poster.storeName, likeness: same });
  }
  return found;
}
