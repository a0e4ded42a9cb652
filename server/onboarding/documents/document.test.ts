import { deflateSync } from "node:zlib";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { redrawDocument } from "./document";
import { cleanFileName, MAX_DOCUMENT_BYTES, sniffDocument } from "./rules";

const text = (words: string) => new TextEncoder().encode(words);
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${"EICAR"}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;
let jpeg: Uint8Array;
let png: Uint8Array;

beforeAll(async () => {
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: "#468" } });
  jpeg = await picture
    .clone()
    .withExif({ IFD0: { Copyright: "SECRET-OWNER" } })
    .jpeg()
    .toBuffer();
  png = await picture.clone().png().toBuffer();
});

function pdf(options: PDFKit.PDFDocumentOptions, pages = 1): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ ...options, autoFirstPage: false });
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    for (let page = 0; page < pages; page += 1) document.addPage().text("Certificate of registered matters");
    document.end();
  });
}

/** A PNG that says it is huge and holds next to nothing. */
function pngOfSize(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(100_000));
  return new Uint8Array(
    Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]),
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

async function redraw(content: Uint8Array): Promise<Uint8Array[]> {
  return redrawDocument(content, sniffDocument(content));
}

describe("uploads are harmless (G22)", () => {
  it.each([
    ["the test virus", () => text(EICAR)],
    [
      "an SVG with a script",
      () => text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ["a web page", () => text("<!doctype html><script>alert(1)</script>")],
    ["a web page that begins with a space", () => text(" <html></html>")],
    ["a GIF", () => text("GIF89a\u0001\u0000\u0001\u0000")],
    ["a HEIC", () => text("\u0000\u0000\u0000\u0018ftypheic")],
    ["a ZIP", () => text("PK\u0003\u0004")],
    ["a program", () => text("MZ\u0090\u0000")],
    ["a shell script", () => text("#!/bin/sh\nrm -rf /")],
    ["PostScript", () => text("%!PS-Adobe-3.0")],
    ["a PDF behind something else", () => text("<html>%PDF-1.7")],
    ["nothing", () => new Uint8Array()],
  ])("%s is refused by its content", (_name, content) => {
    expect(() => sniffDocument(content())).toThrow("document_type");
  });

  it("a file over 10 MB is refused before anything reads it", () => {
    expect(() => sniffDocument(new Uint8Array(MAX_DOCUMENT_BYTES + 1))).toThrow("document_too_large");
  });

  it.each([
    [
      "50,000 x 50,000 pixels in a few bytes",
      () => pngOfSize(50_000, 50_000),
      /document_(pixels|unreadable)/,
    ],
    ["a side too long to be a paper", () => pngOfSize(20_000, 300), /document_(pixels|unreadable)/],
    ["a thumbnail that nobody can read", () => pngOfSize(50, 50), /document_pixels/],
    ["a JPEG cut in the middle", () => jpeg.slice(0, 400), /document_unreadable/],
    [
      "a JPEG of rubbish",
      () => Uint8Array.from([0xff, 0xd8, 0xff, ...text("nothing of an image")]),
      /document_unreadable/,
    ],
    [
      "a PNG of rubbish",
      () => Uint8Array.from([...png.slice(0, 8), ...text("nothing of an image")]),
      /document_unreadable/,
    ],
    ["a PDF of rubbish", () => text("%PDF-1.7 and then nothing"), /document_unreadable/],
  ])("%s is refused", async (_name, content, refusal) => {
    await expect(redraw(content())).rejects.toThrow(refusal);
  });

  it("what a picture carries besides its pixels is gone: metadata, and a second file behind it", async () => {
    const both = Uint8Array.from([...jpeg, ...text(`<script>alert(1)</script>${EICAR}`)]);
    const [kept] = await redraw(both);
    const bytes = Buffer.from(kept ?? []).toString("latin1");
    for (const word of ["SECRET-OWNER", "<script>", "EICAR", "Exif"]) expect(bytes).not.toContain(word);
    expect((await sharp(kept).metadata()).format).toBe("jpeg");
  });

  it("a PDF becomes pictures, one a page, without its scripts", async () => {
    const pages = await redraw(await pdf({ info: { Title: "SECRET-TITLE" } }, 3));
    expect(pages).toHaveLength(3);
    for (const page of pages) {
      expect((await sharp(page).metadata()).format).toBe("jpeg");
      expect(Buffer.from(page).toString("latin1")).not.toContain("SECRET-TITLE");
    }
  });

  it("a PDF with a password says so", async () => {
    await expect(redraw(await pdf({ userPassword: "secret" }))).rejects.toThrow("document_encrypted");
  });

  it("a PDF of too many pages is refused", async () => {
    await expect(redraw(await pdf({}, 21))).rejects.toThrow("document_unreadable");
  });

  it("goes on serving after all of that", async () => {
    expect(await redraw(png)).toHaveLength(1);
    expect(await redraw(await pdf({}))).toHaveLength(1);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\taro\\免許証.jpg", "免許証.jpg"],
    ["a\u202egpj.exe", "agpj.exe"],
    ["..", "document"],
    ["", "document"],
    ["con<script>.png", "conscript.png"],
  ])("a file called %s is shown as %s", (given, shown) => {
    expect(cleanFileName(given)).toBe(shown);
  });
});
