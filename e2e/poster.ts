import { readFile } from "node:fs/promises";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import jsqr from "jsqr";
import { type Browsing, expect } from "./fixtures";

const RASTER_DPI = 150;
const POINTS_PER_INCH = 72;

/** Downloads the A4 poster through the page of codes. @returns the PDF as it lies on the person's disk */
export async function downloadPoster({ page, words }: Browsing): Promise<Buffer> {
  await page.goto("/codes");
  const link = page.getByRole("link", { name: words("codes.downloadOf", { format: words("codes.a4") }) });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/-a4\.pdf$/);
  return readFile(await download.path());
}

/** What a camera reads on the first page of a PDF: the page as pixels, and the symbol in them. */
export async function readSymbol(pdf: Buffer): Promise<string> {
  const pdfium = await PDFiumLibrary.init();
  const document = await pdfium.loadDocument(new Uint8Array(pdf));
  try {
    const page = document.getPage(0);
    const { data, width, height } = await page.render({
      scale: RASTER_DPI / POINTS_PER_INCH,
      render: "bitmap",
    });
    const symbol = jsqr(new Uint8ClampedArray(data), width, height);
    if (!symbol) throw new Error("no symbol can be read on the poster");
    return symbol.data;
  } finally {
    document.destroy();
    pdfium.destroy();
  }
}
