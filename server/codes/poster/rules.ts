import type { CodeFormat } from "../rules";

/** What a poster shows and how large its parts are; pure measures, so that drawing only follows them. */

export const POSTER_FORMATS = ["a4", "a5", "a6", "tent", "sticker"] as const;
export type PosterFormat = (typeof POSTER_FORMATS)[number];

/** An office printer prints on paper of the final size; a print shop trims a larger sheet. */
export const POSTER_PRINTS = ["office", "shop"] as const;
export type PosterPrint = (typeof POSTER_PRINTS)[number];

export type PosterWallet = { readonly id: string; readonly name: string };

/** One poster: the address and, for the EMV form, the payload; wallets are those that are live at this store. */
export type PosterInput = {
  readonly code: string;
  readonly url: string;
  readonly emvPayload?: string;
  readonly codeFormat: CodeFormat;
  readonly storeName: string;
  readonly counterName?: string;
  readonly wallets: readonly PosterWallet[];
  readonly serial: string;
  readonly version: number;
  /** Calendar day, YYYY-MM-DD. */
  readonly issuedOn: string;
  /** The signboard of the chain that the shop belongs to, whichever merchant it is. */
  readonly design?: PosterDesign;
};

/** What a chain's posters have of their own. */
export type PosterDesign = {
  readonly chain: string;
  readonly color: string | null;
  readonly mark: string | null;
};

/** The band holds so many letters beside its mark. */
const BAND_LETTERS = 20;

/** The brand of one poster: the product's, in the colours and under the mark of the chain. */
export function brandUnder(brand: PosterBrand, design: PosterDesign | undefined): PosterBrand {
  if (design === undefined) return brand;
  const both = `${brand.name} × ${design.chain}`;
  return {
    ...brand,
    name: both.length <= BAND_LETTERS ? both : brand.name,
    ...(design.color !== null && { color: design.color, colorCmyk: inksOf(design.color) }),
    ...(design.mark !== null && { mark: design.mark }),
  };
}

/** A colour, #rrggbb, as per cent of four inks, with as much black as it holds. */
function inksOf(color: string): [number, number, number, number] {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const key = 1 - Math.max(...parts);
  const ink = (part = 0) => (key === 1 ? 0 : Math.round((100 * (1 - part - key)) / (1 - key)));
  return [ink(parts[0]), ink(parts[1]), ink(parts[2]), Math.round(100 * key)];
}

/** `color` is the band's RGB colour; a print shop gets `colorCmyk`, or the default indigo. */
export type PosterBrand = {
  readonly name: string;
  readonly color?: string;
  readonly colorCmyk?: readonly [number, number, number, number];
  /** One SVG path in a box of 32 by 32, filled by the even-odd rule. */
  readonly mark?: string;
};

/** Paper in millimetres, portrait. */
export const PAPER = {
  a4: { width: 210, height: 297 },
  a5: { width: 148, height: 210 },
  a6: { width: 105, height: 148 },
  tent: { width: 210, height: 297 },
  sticker: { width: 210, height: 297 },
} as const satisfies Record<PosterFormat, { width: number; height: number }>;

/** Beyond the trimmed edge, for the knife's tolerance; crop marks stand outside of it. */
export const BLEED_MM = 3;
export const MARK_MARGIN_MM = 10;

/** Where the white field of the symbol lies on the trimmed sheet, quiet zone included, in millimetres. */
export type FieldPlace = { readonly x: number; readonly y: number; readonly side: number };

/** The sheet of A4, A5 and A6 is laid out at the width of A6. */
export const SHEET_WIDTH = 105;
export const SHEET_FIELD: FieldPlace = { x: 26, y: 32.6, side: 53 };
/** On one face of the tent card. */
export const TENT_FIELD: FieldPlace = { x: 13, y: 27, side: 82 };
export const TENT_FACE = 148.5;
export const STICKER = { columns: 3, rows: 3, width: 66, height: 93, symbol: 50 } as const;

/** The field of one sticker; the symbol itself has a fixed width there. */
export function stickerField(modules: number, fieldModules: number): FieldPlace {
  const side = (STICKER.symbol * fieldModules) / modules;
  return { x: (STICKER.width - side) / 2, y: 18.9 + (62 - side) / 2, side };
}

/** The field that stands upright on a sheet: of a tent the lower face, of stickers the first. */
export function fieldOf(format: PosterFormat, modules: number, fieldModules: number): FieldPlace {
  const { width, height } = PAPER[format];
  if (format === "tent") return { ...TENT_FIELD, y: TENT_FACE + TENT_FIELD.y };
  if (format === "sticker") {
    const { x, y, side } = stickerField(modules, fieldModules);
    const left = (width - STICKER.columns * STICKER.width) / 2;
    const top = (height - STICKER.rows * STICKER.height) / 2;
    return { x: left + x, y: top + y, side };
  }
  const scale = width / SHEET_WIDTH;
  return { x: SHEET_FIELD.x * scale, y: SHEET_FIELD.y * scale, side: SHEET_FIELD.side * scale };
}

/** Millimetres to PDF points. */
export function mm(length: number): number {
  return (length * 72) / 25.4;
}

/** A piece of a name that may not be broken; `width` at a size of one, `space` is the width of the blank after it. */
export type NamePiece = { readonly text: string; readonly width: number; readonly space: number };

export type NameBox = {
  readonly width: number;
  readonly height: number;
  readonly maxSize: number;
  readonly minSize: number;
};

export type NameFit = { readonly lines: readonly string[]; readonly size: number; readonly leading: number };

const LEADING = 1.22;
const MAX_LINES = 3;

// A further line is worth it only when it lets the name grow by this factor.
const LINE_GAIN = 1.2;

type Line = { readonly text: string; readonly width: number; readonly endsAtSpace: boolean };

function joinPieces(pieces: readonly NamePiece[]): Line {
  const width = pieces.reduce(
    (sum, piece, i) => sum + piece.width + (i < pieces.length - 1 ? piece.space : 0),
    0,
  );
  const text = pieces.map((piece) => piece.text + (piece.space > 0 ? " " : "")).join("");
  return { text: text.trimEnd(), width, endsAtSpace: (pieces.at(-1)?.space ?? 0) > 0 };
}

function* splits(pieces: readonly NamePiece[], count: number): Generator<Line[]> {
  if (count === 1) {
    yield [joinPieces(pieces)];
    return;
  }
  for (let at = 1; at <= pieces.length - count + 1; at += 1) {
    for (const rest of splits(pieces.slice(at), count - 1)) yield [joinPieces(pieces.slice(0, at)), ...rest];
  }
}

// The narrowest widest line wins; breaking inside a word counts like a line that is a sixth wider.
function bestSplit(pieces: readonly NamePiece[], count: number): Line[] | null {
  let best: { lines: Line[]; cost: number } | null = null;
  for (const lines of splits(pieces, count)) {
    const inside = lines.slice(0, -1).filter((line) => !line.endsAtSpace).length;
    const cost = Math.max(...lines.map((line) => line.width)) * (1 + inside / 6);
    if (best === null || cost < best.cost) best = { lines, cost };
  }
  return best?.lines ?? null;
}

/**
 * Breaks a name into one to three lines and finds their size. Fewer lines are preferred until another one lets the
 * name grow clearly; a name too long for three lines at the smallest size shrinks below it rather than losing letters.
 */
export function fitName(pieces: readonly NamePiece[], box: NameBox): NameFit {
  let best: NameFit = { lines: [], size: 0, leading: 0 };
  for (let count = 1; count <= Math.min(MAX_LINES, pieces.length); count += 1) {
    const lines = bestSplit(pieces, count);
    if (lines === null) continue;
    const widest = Math.max(...lines.map((line) => line.width));
    // A line needs room below its baseline for g and p.
    const tallest = box.height / (1.15 + (count - 1) * LEADING);
    const size = Math.min(box.maxSize, box.width / widest, tallest);
    const needed = best.size >= box.minSize ? best.size * LINE_GAIN : best.size * 1.05;
    if (best.size === 0 || size > needed) {
      best = { lines: lines.map((line) => line.text), size, leading: size * LEADING };
    }
  }
  return best;
}

/** Wallet marks in as few rows as their widths allow, rows of similar length. */
export function rowsOf<T>(items: readonly T[], widths: readonly number[], gap: number, width: number): T[][] {
  const total = widths.reduce((sum, each) => sum + each + gap, -gap);
  const count = Math.max(1, Math.ceil(total / width));
  const perRow = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, row) => items.slice(row * perRow, (row + 1) * perRow)).filter(
    (row) => row.length > 0,
  );
}
