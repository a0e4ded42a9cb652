import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { buildPosterPdf, type PosterJob } from "../document";

/** Pixels of a page on a screen: a printed sheet at arm's length. */
export const PREVIEW_DPI = 96;

/** A drawn page: four bytes a pixel. */
export type Picture = { readonly data: Buffer; readonly width: number; readonly height: number };

// Instantiated once per process: WebAssembly, and fed with nothing but our own sheets.
let library: Promise<PDFiumLibrary> | undefined;

/** Points as the nearest number of pixels. */
const pixelsOf = (points: number, dpi: number) => Math.round((points * dpi) / 72);

/** Draws one page of a PDF as an office printer would lay it on paper. @param page counts from 0 */
export async function rasterise(pdf: Uint8Array, page: number, dpi: number): Promise<Picture> {
  library ??= PDFiumLibrary.init();
  const document: PDFiumDocument = await (await library).loadDocument(pdf);
  try {
    const sheet = document.getPage(page);
    // Given as pixels: from a scale the library would round the points of the page first and shrink what it draws.
    const { originalWidth, originalHeight } = sheet.getOriginalSize();
    const size = { width: pixelsOf(originalWidth, dpi), height: pixelsOf(originalHeight, dpi) };
    const { data, width, height } = await sheet.render({ scale: 1, ...size, render: "bitmap" });
    return { data: Buffer.from(data), width, height };
  } finally {
    document.destroy();
  }
}

/** The whole PDF of a job in memory: for one poster, not for a chain. */
export async function posterBytes(job: PosterJob): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of buildPosterPdf(job)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/**
 * The picture of a poster for screens. It is drawn from the PDF that is printed, so that the two cannot differ.
 * @returns a PNG
 */
export async function posterPreview(job: PosterJob): Promise<Buffer> {
  const { data, width, height } = await rasterise(await posterBytes(job), 0, PREVIEW_DPI);
  return sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: "#ffffff" })
    .png({ palette: true, colours: 64 })
    .toBuffer();
}
