import { PDFiumLibrary } from "@hyzyla/pdfium";
import { Byte, Charset, Encoder } from "@nuintun/qrcode";
import sharp from "sharp";
import { storePayload } from "@/server/codes/emv/payload/rules";
import { buildPosterPdf, posterSymbol } from "@/server/codes/poster/document";
import {
  type FieldPlace,
  fieldOf,
  MARK_MARGIN_MM,
  type PosterFormat,
  type PosterInput,
  type PosterPrint,
} from "@/server/codes/poster/rules";
import { entryUrl, newCode } from "@/server/codes/rules";
import { fieldModules, isAddress } from "@/server/codes/symbol/document";
import { type Grey, photograph, readByJsqr, readByZxing, type Shot, seeded } from "./poster-camera";

/** Posters as they leave the printer, and the same values drawn by another library beside them. */

export type Batch = {
  readonly posters: readonly PosterInput[];
  readonly format: PosterFormat;
  readonly print: PosterPrint;
  readonly dpi: number;
  readonly logo?: boolean;
};

/** One printed sheet, and its symbol cut out of it beside the reference of the same size. */
export type Printed = {
  readonly poster: PosterInput;
  /** What a reader has to return. */
  readonly value: string;
  /** Modules of the field on a side. */
  readonly modules: number;
  readonly field: Grey;
  readonly reference: Grey;
  /** The whole sheet, and where its trimmed corner and its field lie, in pixels. */
  readonly sheet: Grey;
  readonly corner: number;
  readonly place: FieldPlace;
};

/** A poster of a difficult name; every other one shows the EMV payload. */
export function difficultPoster(storeName: string, seed: number): PosterInput {
  const random = seeded(seed + 1);
  const code = newCode((size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)));
  const place = { nameLatin: "SAKURA MART", cityLatin: "SHIBUYA", postalCode: "150-0002", mcc: "5411" };
  return {
    code,
    url: entryUrl("https://n.example", code),
    emvPayload: storePayload({ ...place, code, nameLocal: storeName }),
    codeFormat: seed % 2 === 0 ? "URL" : "EMV",
    storeName,
    ...(seed % 3 === 0 ? { counterName: `レジ ${seed}` } : {}),
    wallets: [
      { id: "NOREN_JP", name: "のれんペイ" },
      { id: "ALIPAY_CN", name: "Alipay" },
    ],
    serial: "N-2B4D6F8H",
    version: 1,
    issuedOn: "2026-11-22",
  };
}

async function bytesOf(batch: Batch): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const job = { ...batch, brand: { name: "Noren" }, sandbox: false };
  for await (const chunk of buildPosterPdf(job)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

let library: Promise<PDFiumLibrary> | undefined;

/** Prints a batch sheet by sheet at a resolution, one in memory at a time. */
export async function* printed(batch: Batch): AsyncGenerator<Printed> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(await bytesOf(batch));
  try {
    for (const [page, poster] of batch.posters.entries()) {
      const paper = document.getPage(page);
      const { originalWidth, originalHeight } = paper.getOriginalSize();
      const pixels = (points: number) => Math.round((points * batch.dpi) / 72);
      const size = { width: pixels(originalWidth), height: pixels(originalHeight) };
      const { data, width, height } = await paper.render({ scale: 1, ...size, render: "bitmap" });
      const sheet = await greyOf(data, width, height);
      yield await cutOut(batch, poster, sheet);
    }
  } finally {
    document.destroy();
  }
}

async function greyOf(data: Uint8Array, width: number, height: number): Promise<Grey> {
  const grey = sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: "#ffffff" })
    .toColourspace("b-w");
  return { data: new Uint8Array(await grey.raw().toBuffer()), width, height };
}

async function cutOut(
  { format, print, dpi, logo }: Batch,
  poster: PosterInput,
  sheet: Grey,
): Promise<Printed> {
  const symbol = posterSymbol(poster, logo);
  const modules = fieldModules(symbol);
  const place = fieldOf(format, symbol.size, modules);
  const exact = (length: number) => (length * dpi) / 25.4;
  const px = (length: number) => Math.round(exact(length));
  const corner = print === "shop" ? px(MARK_MARGIN_MM) : 0;
  const box = {
    left: corner + px(place.x),
    top: corner + px(place.y),
    width: px(place.side),
    height: px(place.side),
  };
  const field = sharp(sheet.data, { raw: { width: sheet.width, height: sheet.height, channels: 1 } }).extract(
    box,
  );
  const data = new Uint8Array(await field.toColourspace("b-w").raw().toBuffer());
  const value = poster.codeFormat === "URL" ? poster.url : (poster.emvPayload ?? "");
  // The sheet's own raster decides where between two pixels a symbol begins; the reference begins there, too.
  const between = { x: exact(place.x) - px(place.x), y: exact(place.y) - px(place.y) };
  const reference = await referenceField(value, { side: box.width, level: symbol.level, between });
  return {
    poster,
    value,
    modules,
    field: { data, width: box.width, height: box.height },
    reference,
    sheet,
    corner,
    place,
  };
}

type Frame = { side: number; level: "Q" | "H"; between: { x: number; y: number } };

/** The same value at the same level, size and place, drawn by another library. */
async function referenceField(value: string, { side, level, between }: Frame): Promise<Grey> {
  const encoder = new Encoder({ level, version: isAddress(value) ? 4 : "Auto" });
  const text = [...value].every((letter) => letter < "\u0080");
  const matrix = encoder.encode(new Byte(value, text ? Charset.ISO_8859_1 : Charset.UTF_8));
  const dark: string[] = [];
  for (let y = 0; y < matrix.size; y += 1)
    for (let x = 0; x < matrix.size; x += 1) if (matrix.get(x, y) === 1) dark.push(`M${x} ${y}h1v1h-1z`);
  const field = matrix.size + 8;
  const unit = field / side;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="${-4 - between.x * unit} ${-4 - between.y * unit} ${field} ${field}" shape-rendering="geometricPrecision"><path d="${dark.join("")}"/></svg>`;
  const image = sharp(Buffer.from(svg)).flatten({ background: "#ffffff" }).toColourspace("b-w");
  return { data: new Uint8Array(await image.raw().toBuffer()), width: side, height: side };
}

export const READERS = ["zxing", "jsqr"] as const;
type Reading = Readonly<Record<(typeof READERS)[number], boolean>>;

/** Photographs a symbol and has both readers read it; a reader is right only when it returns every byte. */
export async function readShot(
  field: Grey,
  value: string,
  shot: Shot,
  modules: number,
  seed: number,
): Promise<Reading> {
  const picture = await photograph(field, shot, { modules, seed });
  return { zxing: (await readByZxing(picture)) === value, jsqr: readByJsqr(picture) === value };
}

/** What is wrong with the layout of a sheet, found by its pixels; nothing when all is well. */
export function layoutFaults({ sheet, corner, place, modules, field }: Printed, dpi: number): string[] {
  const faults: string[] = [];
  const px = (length: number) => Math.round((length * dpi) / 25.4);
  const dark = (x: number, y: number) => (sheet.data[y * sheet.width + x] ?? 255) < 200;
  // The strip inside the cut edge holds nothing below the band: what stands there would be cut off or ran over.
  const strip = px(2);
  const [top, bottom] = [corner + px(place.y), sheet.height - corner - px(3)];
  for (let y = top; y < bottom; y += 1) {
    for (let x = 0; x < strip; x += 1) {
      if (dark(corner + px(0.6) + x, y) || dark(sheet.width - corner - px(0.6) - 1 - x, y)) {
        faults.push(`ink at the edge, ${y} px from the top`);
        return faults;
      }
    }
  }
  const quiet = Math.floor((field.width * 4) / modules) - 1;
  for (let y = 1; y < field.height - 1; y += 1) {
    for (let x = 1; x < field.width - 1; x += 1) {
      const inside = x >= quiet && y >= quiet && x < field.width - quiet && y < field.height - quiet;
      if (!inside && (field.data[y * field.width + x] ?? 0) < 250)
        return [...faults, "ink in the quiet zone"];
    }
  }
  return faults;
}
