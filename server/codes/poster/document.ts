import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { setImmediate as immediate } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { type Pdf, typesetter } from "@/server/platform/typesetter";
import { type SymbolMatrix, symbolFor, takesLogo } from "../symbol/document";
import { OFFICE_PALETTE, type Palette, SHOP_PALETTE } from "./palette.data";
import type { Stage } from "./part/document";
import {
  BLEED_MM,
  brandUnder,
  MARK_MARGIN_MM,
  mm,
  PAPER,
  type PosterBrand,
  type PosterFormat,
  type PosterInput,
  type PosterPrint,
} from "./rules";
import { drawSheet } from "./sheet/document";
import { drawStickers } from "./sticker/document";
import { drawTent } from "./tent/document";

export type PosterJob = {
  readonly posters: Iterable<PosterInput> | AsyncIterable<PosterInput>;
  readonly format: PosterFormat;
  readonly brand: PosterBrand;
  /** Marks every sheet as a test that takes no payment. */
  readonly sandbox: boolean;
  /** "office" unless given: paper of the final size, RGB. "shop": 3 mm bleed, crop marks, CMYK. */
  readonly print?: PosterPrint;
  /** Puts the brand's mark into symbols that have room for it; the others stay plain. */
  readonly logo?: boolean;
};

function paletteOf(brand: PosterBrand, print: PosterPrint): Palette {
  if (print === "office")
    return brand.color === undefined ? OFFICE_PALETTE : { ...OFFICE_PALETTE, brand: brand.color };
  return brand.colorCmyk === undefined ? SHOP_PALETTE : { ...SHOP_PALETTE, brand: [...brand.colorCmyk] };
}

/** The symbol that a poster shows, at level H where it carries a logo. @throws RangeError when the EMV form is asked for without a payload */
export function posterSymbol(poster: PosterInput, logo = false): SymbolMatrix {
  if (poster.codeFormat === "URL") return symbolFor(poster.url, logo && takesLogo(poster.url) ? "H" : "Q");
  if (poster.emvPayload === undefined)
    throw new RangeError(`code ${poster.code} has no EMV payload to print`);
  return symbolFor(poster.emvPayload);
}

// TrimBox and BleedBox count from the lower left corner; they are symmetrical here, so that no flip is needed.
function addShopPage(pdf: Pdf, width: number, height: number): void {
  const margin = mm(MARK_MARGIN_MM);
  const bleed = mm(BLEED_MM);
  const size: [number, number] = [mm(width) + 2 * margin, mm(height) + 2 * margin];
  pdf.addPage({ size, margin: 0 });
  const box = (inset: number) => [inset, inset, size[0] - inset, size[1] - inset];
  Object.assign(pdf.page.dictionary.data, { TrimBox: box(margin), BleedBox: box(margin - bleed) });
  pdf.lineWidth(0.25).strokeColor([100, 100, 100, 100]);
  const marks = mm(MARK_MARGIN_MM - BLEED_MM - 1.5);
  for (const x of [margin, size[0] - margin]) {
    pdf
      .moveTo(x, 0)
      .lineTo(x, marks)
      .moveTo(x, size[1])
      .lineTo(x, size[1] - marks)
      .stroke();
  }
  for (const y of [margin, size[1] - margin]) {
    pdf
      .moveTo(0, y)
      .lineTo(marks, y)
      .moveTo(size[0], y)
      .lineTo(size[0] - marks, y)
      .stroke();
  }
  pdf.translate(margin, margin);
}

type Sheet = Required<Pick<PosterJob, "format" | "print" | "logo">>;

function drawPage(stage: Stage, poster: PosterInput, { format, print, logo }: Sheet): void {
  const { width, height } = PAPER[format];
  const { pdf } = stage.type;
  if (print === "shop") addShopPage(pdf, width, height);
  else pdf.addPage({ size: [mm(width), mm(height)], margin: 0 });
  const symbol = posterSymbol(poster, logo);
  if (format === "tent") drawTent(stage, poster, symbol, print === "shop");
  else if (format === "sticker") drawStickers(stage, poster, symbol);
  else drawSheet(stage, poster, symbol, width, print === "shop");
}

// A page waits while the consumer is behind; false when the consumer has gone.
async function hasRoom(out: PassThrough): Promise<boolean> {
  if (out.writableNeedDrain) await Promise.race([once(out, "drain"), once(out, "close")]);
  // Other requests of the process get their turn between two pages.
  await immediate();
  return !out.destroyed;
}

/**
 * Builds one PDF with a page per poster and streams it while it grows, so that a chain of hundreds of stores needs no
 * more memory than one page and its fonts. An error of the source or of a poster destroys the stream with it.
 */
export function buildPosterPdf(job: PosterJob): Readable {
  const { posters, format, brand, sandbox, print = "office", logo = false } = job;
  const pdf = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: "1.6",
    info: { Title: `${brand.name} posters`, Creator: brand.name, Producer: brand.name },
  });
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  const stage: Stage = { type: typesetter(pdf), palette: paletteOf(brand, print), brand, sandbox };
  const stageOf = ({ design }: PosterInput): Stage => {
    if (design === undefined) return stage;
    const own = brandUnder(brand, design);
    return { ...stage, brand: own, palette: paletteOf(own, print) };
  };
  pdf.on("data", (chunk) => out.write(chunk));
  pdf.on("end", () => out.end());
  const draw = async (): Promise<void> => {
    for await (const poster of posters) {
      drawPage(stageOf(poster), poster, { format, print, logo });
      if (!(await hasRoom(out))) return;
    }
    pdf.end();
  };
  draw().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
