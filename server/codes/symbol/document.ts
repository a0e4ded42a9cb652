import { correction, generate, mode } from "lean-qr";
import type PDFDocument from "pdfkit";
import QRCode from "qrcode";
import sharp from "sharp";
import { ENTRY_URL_MAX_BYTES } from "../rules";

/**
 * The one place that decides how a value becomes a QR symbol: version, error correction, quiet zone and encoding.
 * Everything that shows a symbol (poster, page, file) draws what `symbolFor` returns.
 */

/** White modules on every side; nothing may be drawn there. ISO/IEC 18004, 9.1. */
export const QUIET_ZONE_MODULES = 4;

// All addresses get the same version, so that every poster looks alike and reads from the same distance.
const URL_VERSION = 4;

export type SymbolMatrix = {
  /** Modules on a side, without the quiet zone. */
  readonly size: number;
  /** Row by row, 1 is dark. */
  readonly modules: Uint8Array;
  readonly version: number;
  readonly level: SymbolLevel;
};

/** Q for a plain symbol; H carries a logo in its middle. */
export type SymbolLevel = "Q" | "H";

/** Is this value the address form? */
export function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value);
}

const MAX_BYTES = { Q: ENTRY_URL_MAX_BYTES, H: 34 } as const satisfies Record<SymbolLevel, number>;

/** Whether the symbol of a value has room for a logo: an address that fits version 4 at level H. */
export function takesLogo(value: string): boolean {
  return isAddress(value) && new TextEncoder().encode(value).length <= MAX_BYTES.H;
}

function addressSymbol(bytes: Uint8Array, level: SymbolLevel): SymbolMatrix {
  if (bytes.length > MAX_BYTES[level]) {
    throw new RangeError(`address of ${bytes.length} bytes does not fit version ${URL_VERSION}-${level}`);
  }
  const segments = [{ data: bytes, mode: "byte" as const }];
  const { modules } = QRCode.create(segments, { version: URL_VERSION, errorCorrectionLevel: level });
  const { size, data } = modules;
  return { size, modules: Uint8Array.from(data), version: URL_VERSION, level };
}

// One byte segment; ECI 26 announces UTF-8 only where the text is not ASCII, since some readers dislike any ECI.
function payloadSymbol(bytes: Uint8Array): SymbolMatrix {
  const ascii = bytes.every((byte) => byte < 0x80);
  const text = mode.bytes(bytes);
  const bitmap = generate(ascii ? text : mode.multi(mode.eci(26), text), {
    minCorrectionLevel: correction.Q,
    maxCorrectionLevel: correction.Q,
  });
  const { size } = bitmap;
  const modules = Uint8Array.from({ length: size * size }, (_, at) =>
    bitmap.get(at % size, Math.floor(at / size)) ? 1 : 0,
  );
  return { size, modules, version: (size - 17) / 4, level: "Q" };
}

/**
 * The symbol of an entry address (version 4, level Q, or H for a logo) or of an EMV payload (smallest version at
 * level Q). @throws RangeError for an address of more than 46 bytes, at level H of more than 34
 */
export function symbolFor(value: string, level: SymbolLevel = "Q"): SymbolMatrix {
  const bytes = new TextEncoder().encode(value);
  return isAddress(value) ? addressSymbol(bytes, level) : payloadSymbol(bytes);
}

// Steps along an outline with the dark module on the right hand: right, down, left, up.
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * The outlines of the dark areas as lists of corners in module units. Each edge between a dark and a light module is
 * walked once; where two dark modules touch at a corner only, the walk turns right, so that outlines never cross.
 */
export function symbolOutlines({ size, modules }: SymbolMatrix): (readonly [x: number, y: number])[][] {
  const dark = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === 1;
  // Is there an edge that leaves the grid point (x, y) in this direction?
  const leaves = [
    (x: number, y: number) => dark(x, y) && !dark(x, y - 1),
    (x: number, y: number) => dark(x - 1, y) && !dark(x, y),
    (x: number, y: number) => dark(x - 1, y - 1) && !dark(x - 1, y),
    (x: number, y: number) => dark(x, y - 1) && !dark(x - 1, y - 1),
  ] as const;
  const walked = new Uint8Array(size * size);
  const outlines: (readonly [number, number])[][] = [];
  const walk = (startX: number, startY: number): (readonly [number, number])[] => {
    const corners: (readonly [number, number])[] = [];
    let [x, y, direction] = [startX, startY, 0];
    do {
      corners.push([x, y]);
      const [dx, dy] = STEPS[direction] ?? STEPS[0];
      const goesOn = leaves[direction] ?? leaves[0];
      do {
        if (direction === 0) walked[y * size + x] = 1;
        x += dx;
        y += dy;
      } while (goesOn(x, y) && !leaves[(direction + 1) % 4]?.(x, y));
      direction = [1, 3].map((turn) => (direction + turn) % 4).find((next) => leaves[next]?.(x, y)) ?? 0;
    } while (x !== startX || y !== startY || direction !== 0);
    return corners;
  };
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const starts = leaves[0](x, y) && !leaves[0](x - 1, y);
      if (starts && walked[y * size + x] === 0) outlines.push(walk(x, y));
    }
  }
  return outlines;
}

/** The outlines as the data of an SVG path, origin at the first module; fill with the even-odd rule. */
export function symbolPath(symbol: SymbolMatrix): string {
  return symbolOutlines(symbol)
    .map((corners) => `M${corners.map(([x, y]) => `${x} ${y}`).join("L")}z`)
    .join("");
}

/** Modules on a side with the quiet zone. */
export function fieldModules(symbol: SymbolMatrix): number {
  return symbol.size + 2 * QUIET_ZONE_MODULES;
}

/** A stand-alone SVG with its white field; `modulePixels` sets only the default size on screen. */
export function symbolSvg(symbol: SymbolMatrix, modulePixels = 8): string {
  const field = fieldModules(symbol);
  const pixels = field * modulePixels;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}"`,
    ` viewBox="${-QUIET_ZONE_MODULES} ${-QUIET_ZONE_MODULES} ${field} ${field}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M${-QUIET_ZONE_MODULES} ${-QUIET_ZONE_MODULES}h${field}v${field}h${-field}z"/>`,
    `<path fill="#000" fill-rule="evenodd" d="${symbolPath(symbol)}"/></svg>`,
  ].join("");
}

/**
 * A PNG in which every module is a whole number of pixels, quiet zone included.
 * @throws RangeError unless modulePixels is a whole number from 1 to 64
 */
export function symbolPng(symbol: SymbolMatrix, modulePixels = 16): Promise<Buffer> {
  if (!Number.isInteger(modulePixels) || modulePixels < 1 || modulePixels > 64) {
    throw new RangeError("modulePixels must be a whole number from 1 to 64");
  }
  const side = fieldModules(symbol) * modulePixels;
  const pixels = new Uint8Array(side * side).fill(255);
  for (let y = 0; y < symbol.size * modulePixels; y += 1) {
    const row = Math.floor(y / modulePixels) * symbol.size;
    const start = (y + QUIET_ZONE_MODULES * modulePixels) * side + QUIET_ZONE_MODULES * modulePixels;
    for (let x = 0; x < symbol.size; x += 1) {
      if (symbol.modules[row + x] === 1)
        pixels.fill(0, start + x * modulePixels, start + (x + 1) * modulePixels);
    }
  }
  const raw = { width: side, height: side, channels: 1 as const };
  return sharp(pixels, { raw }).toColourspace("b-w").png({ compressionLevel: 9 }).toBuffer();
}

/** What `drawSymbol` needs of a PDF document. */
type Canvas = Pick<
  InstanceType<typeof PDFDocument>,
  "save" | "restore" | "translate" | "scale" | "rect" | "fill" | "addContent"
>;

export type SymbolPlace = {
  /** Top left corner and side of the white field, quiet zone included, in points. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly dark: PDFKit.Mixins.ColorValue;
  readonly light: PDFKit.Mixins.ColorValue;
};

/** Draws the symbol as one vector path on its white field. */
export function drawSymbol(canvas: Canvas, symbol: SymbolMatrix, place: SymbolPlace): void {
  const module = place.side / fieldModules(symbol);
  canvas.save();
  canvas.rect(place.x, place.y, place.side, place.side).fill(place.light);
  canvas
    .translate(place.x + QUIET_ZONE_MODULES * module, place.y + QUIET_ZONE_MODULES * module)
    .scale(module);
  // Written as PDF operators at once: a poster file has thousands of corners on every page.
  canvas.addContent(
    symbolOutlines(symbol)
      .map((corners) => `${corners.map(([x, y], i) => `${x} ${y} ${i === 0 ? "m" : "l"}`).join(" ")} h`)
      .join("\n"),
  );
  canvas.fill(place.dark, "even-odd");
  canvas.restore();
}
