import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import sharp, { type Sharp } from "sharp";
import { DomainError } from "@/server/kernel/errors";
import { checkPixels, type DocumentType, KEPT_SIDE, MAX_PAGES, MAX_PIXELS } from "./rules";

const QUALITY = 85;
const PDF_POINTS_TO_PIXELS = 150 / 72;

/** Raw pixels as PDFium draws them: blue, green, red, alpha. */
type Bitmap = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/**
 * Draws a document anew as JPEG pictures, one a page: whatever else the file carried (metadata, scripts, a second
 * file behind the first) is gone. Nothing of the original is kept or served.
 * @throws DomainError document_unreadable, document_encrypted, document_pixels
 */
export async function redrawDocument(content: Uint8Array, type: DocumentType): Promise<Uint8Array[]> {
  return type === "application/pdf" ? redrawPdf(content) : [await redrawImage(content)];
}

async function redrawImage(content: Uint8Array): Promise<Uint8Array> {
  const source = () => sharp(content, { limitInputPixels: MAX_PIXELS * 4, failOn: "error", pages: 1 });
  const { width, height } = await readable(() => source().metadata());
  checkPixels(width, height);
  return readable(() => toJpeg(source().rotate()));
}

function toJpeg(image: Sharp): Promise<Uint8Array> {
  return image
    .resize({ width: KEPT_SIDE, height: KEPT_SIDE, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

// Instantiated once: WebAssembly, so that a broken file can crash it but reach nothing outside its memory.
let library: Promise<PDFiumLibrary> | undefined;

async function redrawPdf(content: Uint8Array): Promise<Uint8Array[]> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  const document = await openPdf(pdfium, content);
  try {
    const pages = [...document.pages()];
    if (pages.length === 0 || pages.length > MAX_PAGES)
      throw new DomainError("document_unreadable", {}, "file");
    const drawn: Uint8Array[] = [];
    for (const page of pages) {
      const size = page.getOriginalSize();
      const longest = Math.max(size.originalWidth, size.originalHeight, 1);
      const scale = Math.min(PDF_POINTS_TO_PIXELS, KEPT_SIDE / longest);
      const image = await readable(() => page.render({ scale, render: drawBitmap }));
      drawn.push(image.data);
    }
    return drawn;
  } finally {
    document.destroy();
  }
}

async function openPdf(pdfium: PDFiumLibrary, content: Uint8Array): Promise<PDFiumDocument> {
  try {
    return await pdfium.loadDocument(content);
  } catch (error) {
    // An instance that ran into an abort is of no more use.
    if (error instanceof WebAssembly.RuntimeError) library = undefined;
    const locked = error instanceof Error && /password|security|encrypt/i.test(error.message);
    throw new DomainError(locked ? "document_encrypted" : "document_unreadable", {}, "file");
  }
}

function drawBitmap({ data, width, height }: Bitmap): Promise<Uint8Array> {
  return toJpeg(sharp(data, { raw: { width, height, channels: 4 } }));
}

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new DomainError("document_unreadable", {}, "file");
  }
}
