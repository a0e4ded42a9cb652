import { deflateSync } from "node:zlib";
import PDFDocument from "pdfkit";
import sharp, { type Sharp } from "sharp";
import { HEIC_PHOTO } from "@/server/onboarding/documents/corpus.data";

// Makers of files that mean harm. What must not survive is marked in them with this word.

export const MARK = "SECRET-MARK";
/** A page large enough to be a paper and no larger: drawing it is not what is looked at. */
const SMALL_PAGE: [number, number] = [320, 420];
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export const heicPhoto = () => Buffer.from(HEIC_PHOTO.join(""), "base64");
export const latin = (text: string) => Buffer.from(text, "latin1");

/** A picture with something on it, so that it is neither blank nor blurred. */
export function picture(width = 800, height = 600): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#f4efe2"/><text x="40" y="200" font-size="90">Certificate</text>
    <path d="M40 300h700M40 360h700M40 420h500" stroke="#333" stroke-width="6"/></svg>`;
  return sharp(Buffer.from(svg));
}

export const jpeg = () => picture().jpeg().toBuffer();
export const png = () => picture().png().toBuffer();

/** A JPEG whose segments before the picture are these. */
export async function jpegWith(
  ...segments: readonly (readonly [marker: number, body: Buffer])[]
): Promise<Buffer> {
  const plain = await jpeg();
  const blocks = segments.map(([marker, body]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([plain.subarray(0, 2), ...blocks, plain.subarray(2)]);
}

/** The same JPEG, its frame header claiming another size. */
export async function jpegOfSize(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await jpeg());
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(type), data]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  ends[0].writeUInt32BE(data.length);
  ends[1].writeUInt32BE(crc32(body));
  return Buffer.concat([ends[0], body, ends[1]]);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** A PNG that says it is so large and holds what it is given. */
export function pngOfSize(width: number, height: number, pixels = Buffer.alloc(100_000)): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const data = chunk("IDAT", deflateSync(pixels));
  return Buffer.concat([PNG_SIGNATURE, chunk("IHDR", head), data, chunk("IEND", Buffer.alloc(0))]);
}

/** A good PNG with more chunks behind its header. */
export async function pngWith(...chunks: readonly Buffer[]): Promise<Buffer> {
  const plain = await png();
  return Buffer.concat([plain.subarray(0, 33), ...chunks, plain.subarray(33)]);
}

export function pdf(options: PDFKit.PDFDocumentOptions, pages = 1): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ size: SMALL_PAGE, ...options, autoFirstPage: false });
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    for (let page = 0; page < pages; page += 1) document.addPage().text("Certificate of registered matters");
    document.end();
  });
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
export function rawPdf(...objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [latin("%PDF-1.7\n")];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    const body = Buffer.concat([latin(`${index + 1} 0 obj\n`), Buffer.from(object), latin("\nendobj\n")]);
    parts.push(body);
    at += body.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  parts.push(latin(`${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`));
  return Buffer.concat(parts);
}

/** A PDF of one page: what its catalogue says besides, its box, what it draws and with what. */
export function onePage(given: {
  readonly catalogue?: string;
  readonly box?: string;
  readonly page?: string;
  readonly content?: Buffer;
  readonly more?: readonly (string | Buffer)[];
}): Buffer {
  const content = deflateSync(given.content ?? latin("0 0 1 rg 50 50 200 300 re f"), { level: 9 });
  return rawPdf(
    `<</Type/Catalog/Pages 2 0 R${given.catalogue ?? ""}>>`,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[${given.box ?? `0 0 ${SMALL_PAGE.join(" ")}`}]/Contents 4 0 R${given.page ?? ""}>>`,
    Buffer.concat([
      latin(`<</Length ${content.length}/Filter/FlateDecode>>stream\n`),
      content,
      latin("\nendstream"),
    ]),
    ...(given.more ?? []),
  );
}

/** A PDF with so many pages, all of them one object. */
export function manyPages(count: number): Buffer {
  const kids = "3 0 R ".repeat(count);
  return rawPdf(
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${kids}]/Count ${count}>>`,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
  );
}

/** The photograph of a phone with four bytes changed to a number, found by the box that they lie in. */
export function heicWith(box: string, offset: number, value: number): Buffer {
  const bytes = heicPhoto();
  const at = bytes.indexOf(box);
  if (at < 0) throw new Error(`there is no box ${box}`);
  bytes.writeUInt32BE(value, at + offset);
  return bytes;
}
