import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fontkit from "fontkit";
import type PDFDocument from "pdfkit";
import { type Face, type Language, type Run, runsOf } from "@/server/kernel/typeface";

/**
 * Text on a PDF page in the static Noto Sans fonts of three scripts. Font files are read once per process; each
 * document embeds a subset of what it uses.
 */

export type Pdf = InstanceType<typeof PDFDocument>;
export const WEIGHTS = ["regular", "bold"] as const;
export type Weight = (typeof WEIGHTS)[number];

const FILES = { regular: "400Regular", bold: "700Bold" } as const;
const FAMILIES = { jp: "NotoSansJP", sc: "NotoSansSC", kr: "NotoSansKR" } as const;

// By path and not by require: the bundler would take every font of the packages for a module. Noren's processes all
// start in its own folder.
const PACKAGES = join(/* turbopackIgnore: true */ process.cwd(), "node_modules/@expo-google-fonts");

const bytesOf = new Map<string, Buffer>();
const coverageOf = new Map<Face, (letter: string) => boolean>();

function fontBytes(face: Face, weight: Weight): Buffer {
  const style = FILES[weight];
  const name = `noto-sans-${face}/${style}/${FAMILIES[face]}_${style}.ttf`;
  const bytes = bytesOf.get(name) ?? readFileSync(join(PACKAGES, name));
  bytesOf.set(name, bytes);
  return bytes;
}

/** Has this face a glyph for the letter? Both weights of a family cover the same letters. */
export function covers(face: Face, letter: string): boolean {
  let known = coverageOf.get(face);
  if (known === undefined) {
    // The regular weight is needed anyhow; a bold one of a script that no name uses need not be read.
    const font = fontkit.create(fontBytes(face, "regular"));
    known = (text) => "hasGlyphForCodePoint" in font && font.hasGlyphForCodePoint(text.codePointAt(0) ?? 0);
    coverageOf.set(face, known);
  }
  return known(letter);
}

export type TextStyle = {
  readonly size: number;
  readonly weight?: Weight;
  readonly language?: Language;
  readonly color: PDFKit.Mixins.ColorValue;
  readonly align?: "left" | "center" | "right";
  /** The size is reduced, down to half, until the text is no wider than this. */
  readonly maxWidth?: number;
  /** Added between letters, in parts of the size. */
  readonly tracking?: number;
};

export type Typesetter = {
  readonly pdf: Pdf;
  /** Width of a text in points. */
  readonly width: (text: string, style: Omit<TextStyle, "color">) => number;
  /** Draws one line with its baseline at y; returns the width drawn. */
  readonly line: (text: string, x: number, y: number, style: TextStyle) => number;
};

const SHIFT = { left: 0, center: 0.5, right: 1 } as const;

/** Text drawing for one document; fonts are registered when first used, measures are remembered. */
export function typesetter(pdf: Pdf): Typesetter {
  const registered = new Set<string>();
  const runs = new Map<string, Run[]>();
  const widths = new Map<string, number>();

  const use = (face: Face, weight: Weight): void => {
    const name = `${face}-${weight}`;
    if (!registered.has(name)) pdf.registerFont(name, fontBytes(face, weight));
    registered.add(name);
    pdf.font(name);
  };
  const split = (text: string, language: Language): Run[] => {
    const key = `${language} ${text}`;
    const known = runs.get(key) ?? runsOf(text, language, covers);
    runs.set(key, known);
    return known;
  };
  const unitWidth = (run: Run, weight: Weight): number => {
    const key = `${run.face} ${weight} ${run.text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    use(run.face, weight);
    const width = pdf.fontSize(100).widthOfString(run.text) / 100;
    widths.set(key, width);
    return width;
  };
  const measure = (text: string, style: Omit<TextStyle, "color">): number => {
    const { weight = "regular", language = "ja", tracking = 0 } = style;
    return split(text, language).reduce(
      (sum, run) => sum + unitWidth(run, weight) + tracking * Array.from(run.text).length,
      -tracking,
    );
  };
  const width: Typesetter["width"] = (text, style) => Math.max(0, measure(text, style)) * style.size;
  const line: Typesetter["line"] = (text, x, y, style) => {
    const { weight = "regular", language = "ja", tracking = 0, maxWidth = Number.POSITIVE_INFINITY } = style;
    const full = width(text, style);
    const size = style.size * Math.max(0.5, Math.min(1, maxWidth / (full || 1)));
    const drawn = (full * size) / style.size;
    let at = x - drawn * SHIFT[style.align ?? "left"];
    for (const run of split(text, language)) {
      const wide = unitWidth(run, weight) + tracking * Array.from(run.text).length;
      use(run.face, weight);
      const options = {
        lineBreak: false,
        baseline: "alphabetic",
        characterSpacing: tracking * size,
      } as const;
      pdf.fontSize(size).fillColor(style.color).text(run.text, at, y, options);
      at += wide * size;
    }
    return drawn;
  };
  return { pdf, width, line };
}
