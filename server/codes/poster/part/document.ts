import { poster as en } from "@/messages/en/poster";
import { poster as ja } from "@/messages/ja/poster";
import { poster as ko } from "@/messages/ko/poster";
import { poster as zh } from "@/messages/zh/poster";
import { type Language, piecesOf } from "@/server/kernel/typeface";
import type { Typesetter } from "@/server/platform/typesetter";
import { groupCode } from "../../rules";
import { drawSymbol, fieldModules, type SymbolMatrix } from "../../symbol/document";
import type { Palette } from "../palette.data";
import { BRAND_MARK, type Pictogram } from "../pictogram.data";
import { fitName, mm, type NameBox, type PosterBrand, type PosterInput } from "../rules";

/** The parts that every format of the poster is composed of; lengths in millimetres, sizes of type in points. */

export const WORDS = { ja, en, zh, ko } as const satisfies Record<Language, Record<keyof typeof ja, string>>;
export type Word = keyof typeof ja;

export type Stage = {
  readonly type: Typesetter;
  readonly palette: Palette;
  readonly brand: PosterBrand;
  readonly sandbox: boolean;
};

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A word of the poster in a language, with its blanks filled. */
export function word(language: Language, key: Word, blanks: Readonly<Record<string, string>> = {}): string {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
}

/** The brand band: a shop curtain seen from the street, its lower edge divided by slits; `bleed` widens it outwards. */
export function drawBand(stage: Stage, area: Area, size: number, bleed = 0): void {
  const { type, palette, brand } = stage;
  const { pdf } = type;
  const { x, y, width, height } = area;
  pdf.rect(mm(x - bleed), mm(y - bleed), mm(width + 2 * bleed), mm(height + bleed)).fill(palette.brand);
  const slit = height * 0.3;
  for (let part = 1; part < 5; part += 1) {
    pdf
      .rect(mm(x + (width * part) / 5) - size * 0.03, mm(y + height - slit), size * 0.06, mm(slit) + 0.5)
      .fill(palette.white);
  }
  const margin = width * 0.067;
  const middle = mm(y + height * 0.43) + size * 0.36;
  type.line(brand.name, mm(x + margin), middle, {
    size,
    weight: "bold",
    color: palette.white,
    tracking: 0.02,
  });
  const side = { size: size * 0.46, color: palette.white, align: "right" } as const;
  const right = mm(x + width - margin);
  type.line(word("ja", "tagline"), right, middle - size * 0.42, { ...side, weight: "bold" });
  let at = right;
  for (const language of ["ko", "zh", "en"] as const) {
    const style = { ...side, size: size * 0.34, language };
    at -= type.line(word(language, "tagline"), at, middle + size * 0.06, style) + size * 0.3;
  }
}

/** The store's name, as large as its place allows, on one to three lines centred in it. */
export function drawName(
  stage: Stage,
  name: string,
  area: Area,
  sizes: Pick<NameBox, "maxSize" | "minSize">,
  align: "center" | "left" = "center",
): void {
  const { type, palette } = stage;
  const style = { size: 1, weight: "bold" } as const;
  const space = type.width("の の", style) - type.width("のの", style);
  const pieces = piecesOf(name).map(({ text, spaced }) => ({
    text,
    width: type.width(text, style),
    space: spaced ? space : 0,
  }));
  const fit = fitName(pieces, { width: mm(area.width), height: mm(area.height), ...sizes });
  // The block of lines is centred by the height of its letters, not by that of their boxes.
  const letters = fit.size * 0.88;
  const block = letters + (fit.lines.length - 1) * fit.leading;
  const top = mm(area.y) + (mm(area.height) - block) / 2;
  const x = align === "center" ? mm(area.x + area.width / 2) : mm(area.x);
  for (const [i, line] of fit.lines.entries()) {
    const baseline = top + fit.size * 0.82 + i * fit.leading;
    type.line(line, x, baseline, { size: fit.size, weight: "bold", color: palette.ink, align });
  }
}

// Modules on a side that the logo covers: a twentieth of the symbol, of which level H can lose three tenths.
const LOGO_MODULES = 7;

/** The brand's mark in the middle of a symbol of level H, on white and on whole modules. */
function drawLogo(stage: Stage, symbol: SymbolMatrix, x: number, y: number, side: number): void {
  const { pdf } = stage.type;
  const module = mm(side) / fieldModules(symbol);
  const box = LOGO_MODULES * module;
  const [left, top] = [mm(x) + (mm(side) - box) / 2, mm(y) + (mm(side) - box) / 2];
  pdf.rect(left, top, box, box).fill(stage.palette.white);
  const scale = (box - module) / 32;
  pdf
    .save()
    .translate(left + module / 2, top + module / 2)
    .scale(scale);
  pdf.path(stage.brand.mark ?? BRAND_MARK).fill(stage.palette.brand, "even-odd");
  pdf.restore();
}

/** The symbol in its white field, with four corners outside of the quiet zone that invite the camera. */
export function drawField(stage: Stage, symbol: SymbolMatrix, x: number, y: number, side: number): void {
  const { palette } = stage;
  const { pdf } = stage.type;
  drawSymbol(pdf, symbol, { x: mm(x), y: mm(y), side: mm(side), dark: palette.black, light: palette.white });
  if (symbol.level === "H") drawLogo(stage, symbol, x, y, side);
  const reach = mm(side * 0.12);
  // Far enough out that the round corner stays clear of the quiet zone, too.
  const gap = mm(side * 0.021);
  const round = mm(side * 0.04);
  const [left, top, right, bottom] = [mm(x) - gap, mm(y) - gap, mm(x + side) + gap, mm(y + side) + gap];
  pdf
    .save()
    .lineWidth(mm(side * 0.012))
    .lineCap("round")
    .strokeColor(palette.brand);
  for (const [cx, cy, dx, dy] of [
    [left, top, 1, 1],
    [right, top, -1, 1],
    [left, bottom, 1, -1],
    [right, bottom, -1, -1],
  ] as const) {
    pdf.moveTo(cx, cy + dy * reach).lineTo(cx, cy + dy * round);
    pdf
      .quadraticCurveTo(cx, cy, cx + dx * round, cy)
      .lineTo(cx + dx * reach, cy)
      .stroke();
  }
  pdf.restore();
}

/** The code for typing, in two groups of five with a clear gap, centred at x. */
export function drawTypedCode(stage: Stage, code: string, x: number, baseline: number, size: number): void {
  const { type, palette } = stage;
  const style = { size, weight: "bold", color: palette.ink, tracking: 0.12 } as const;
  const groups = groupCode(code).split(" ");
  const gap = size * 0.8;
  const total = groups.reduce((sum, group) => sum + type.width(group, style) + gap, -gap);
  let at = mm(x) - total / 2;
  for (const group of groups) at += type.line(group, at, mm(baseline), style) + gap;
}

/** A pictogram in a box of the given height (in millimetres), centred at x. */
export function drawPictogram(
  stage: Stage,
  pictogram: Pictogram,
  x: number,
  y: number,
  height: number,
): void {
  const { pdf } = stage.type;
  const scale = mm(height) / 24;
  pdf
    .save()
    .translate(mm(x) - 16 * scale, mm(y))
    .scale(scale);
  pdf.lineWidth(1.1).lineCap("round").lineJoin("round");
  pdf.path(pictogram.lines).stroke(stage.palette.brand);
  if (pictogram.areas !== "") pdf.path(pictogram.areas).fill(stage.palette.brand);
  pdf.restore();
}

/** A circle with the number of a step, centred at x and y. */
export function drawNumber(stage: Stage, number: number, x: number, y: number, diameter: number): void {
  const { type, palette } = stage;
  const size = mm(diameter) * 0.66;
  type.pdf.circle(mm(x), mm(y), mm(diameter) / 2).fill(palette.brand);
  const style = { size, weight: "bold", color: palette.white, align: "center" } as const;
  type.line(String(number), mm(x), mm(y) + size * 0.36, style);
}

/** Words of several languages on one line, separated by space, centred at x and shrunk to the width. */
export function drawLanguages(
  stage: Stage,
  key: Word,
  languages: readonly Language[],
  x: number,
  baseline: number,
  size: number,
  maxWidth: number,
): void {
  const { type, palette } = stage;
  const gap = size * 0.9;
  const widths = languages.map((language) => type.width(word(language, key), { size, language }));
  const total = widths.reduce((sum, each) => sum + each + gap, -gap);
  const ratio = Math.min(1, mm(maxWidth) / total);
  let at = mm(x) - (total * ratio) / 2;
  for (const [i, language] of languages.entries()) {
    type.line(word(language, key), at, mm(baseline), { size: size * ratio, language, color: palette.muted });
    at += ((widths[i] ?? 0) + gap) * ratio;
  }
}

/** Serial, version and day of issue on the left, the trademark notice on the right, under a fine line. */
export function drawFoot(stage: Stage, poster: PosterInput, area: Area, size: number): void {
  const { type, palette } = stage;
  const { pdf } = type;
  pdf
    .lineWidth(0.4)
    .moveTo(mm(area.x), mm(area.y))
    .lineTo(mm(area.x + area.width), mm(area.y))
    .stroke(palette.line);
  const style = { size, color: palette.muted, maxWidth: mm(area.width * 0.5) } as const;
  const edition = [
    `No. ${poster.serial}`,
    word("ja", "version", { version: String(poster.version) }),
    word("ja", "issuedOn", { date: poster.issuedOn }),
  ].join(" · ");
  type.line(edition, mm(area.x), mm(area.y) + size * 1.75, style);
  const right = mm(area.x + area.width);
  const notice = { ...style, size: size * 0.92, align: "right" } as const;
  type.line(word("ja", "trademark"), right, mm(area.y) + size * 1.75, notice);
}
