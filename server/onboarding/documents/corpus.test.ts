import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import {
  chunk,
  heicPhoto,
  heicWith,
  jpeg,
  jpegOfSize,
  jpegWith,
  latin,
  MARK,
  manyPages,
  onePage,
  pdf,
  picture,
  png,
  pngOfSize,
  pngWith,
  rawPdf,
} from "@/bench/hostile-bed";
import { isDomainError } from "@/server/kernel/errors";
import { FOREIGN_FILES } from "./corpus.data";
import { redrawDocument } from "./gateway";
import { cleanFileName, MAX_DOCUMENT_BYTES } from "./rules";

type Maker = () => Buffer | Promise<Buffer>;

/** The codes of refusals that fit; "kept" where the harm is taken out and the pictures stay. */
type Fate = readonly string[];

const BROKEN: Fate = ["document_unreadable"];
const KEPT: Fate = ["kept"];
const HARMLESS: Fate = ["kept", "document_unreadable", "document_too_complex"];
const TOO_LARGE: Fate = ["document_pixels", "document_unreadable"];
const after = async (file: Buffer | Promise<Buffer>, more: string) =>
  Buffer.concat([await file, latin(more)]);
const SCRIPT = `<script>alert("${MARK}")</script>`;
const JAVASCRIPT = `/OpenAction<</S/JavaScript/JS(app.alert\\("${MARK}"\\))>>`;
const EMBEDDED = "<</Names[(x.exe)<</Type/Filespec/F(x.exe)/EF<</F 5 0 R>>>>]>>";
const HUGE_IMAGE =
  "<</Type/XObject/Subtype/Image/Width 50000/Height 50000/ColorSpace/DeviceGray/BitsPerComponent 8/Length 0>>stream\n\nendstream";

const OTHER_TYPES: readonly (readonly [string, Maker, Fate])[] = [
  ...FOREIGN_FILES.map(([name, begin]): [string, Maker, Fate] => [
    name,
    () => latin(begin),
    ["document_type"],
  ]),
  ["a WebP", () => picture().webp().toBuffer(), ["document_type"]],
  ["a web page in UTF-16", () => Buffer.from("\ufeff<html>", "utf16le"), ["document_type"]],
  ["nothing", () => Buffer.alloc(0), ["document_empty"]],
  ["more than 10 MB", () => Buffer.alloc(MAX_DOCUMENT_BYTES + 1), ["document_too_large"]],
];

const PICTURES: readonly (readonly [string, Maker, Fate])[] = [
  ["50,000 x 50,000 pixels in a few bytes", () => pngOfSize(50_000, 50_000), ["document_pixels"]],
  ["a side too long to be a paper", () => pngOfSize(20_000, 300), ["document_pixels"]],
  ["one pixel high", () => pngOfSize(10_000, 1), ["document_small"]],
  ["a thumbnail that nobody can read", () => picture(60, 60).png().toBuffer(), ["document_small"]],
  ["a PNG of fewer pixels than it says", () => pngOfSize(3_000, 3_000), BROKEN],
  ["a PNG of 72 MB in 72 KB", () => pngOfSize(6_000, 4_000, Buffer.alloc(72_100_000)), HARMLESS],
  ["a PNG of rubbish", async () => after((await png()).subarray(0, 8), MARK), BROKEN],
  ["a PNG with a wrong checksum", async () => (await png()).fill(1, 60, 90), BROKEN],
  ["a PNG cut in the middle", async () => (await png()).subarray(0, 900), BROKEN],
  ["a PNG that moves", () => pngWith(chunk("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))), KEPT],
  [
    "a PNG with 64 MB of text in 64 KB",
    () => pngWith(chunk("zTXt", Buffer.concat([latin("a\0\0"), deflateSync(Buffer.alloc(64_000_000))]))),
    HARMLESS,
  ],
  ["a PNG with a colour profile of rubbish", () => pngWith(chunk("iCCP", latin(`a\0\0${MARK}`))), HARMLESS],
  ["a PNG with a script as text", () => pngWith(chunk("tEXt", latin(`a\0${SCRIPT}`))), KEPT],
  ["a JPEG cut in the middle", async () => (await jpeg()).subarray(0, 400), BROKEN],
  [
    "a web page that begins like a JPEG",
    () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), latin(SCRIPT)]),
    BROKEN,
  ],
  ["a JPEG that claims 65,000 x 65,000 pixels", () => jpegOfSize(65_000, 65_000), ["document_pixels"]],
  ["a JPEG that claims no pixels", () => jpegOfSize(0, 0), ["document_unreadable", "document_small"]],
  ["a JPEG with a web page behind it", () => after(jpeg(), SCRIPT), KEPT],
  ["a JPEG with an archive behind it", () => after(jpeg(), `PK\u0003\u0004${MARK}`), KEPT],
  ["a JPEG with a program as its comment", () => jpegWith([0xfe, latin(`<?php ${MARK} ?>`)]), KEPT],
  [
    "a JPEG with the test virus inside",
    () => jpegWith([0xe5, latin(`${MARK}${FOREIGN_FILES[0]?.[1]}`)]),
    KEPT,
  ],
  [
    "a JPEG with its owner and place",
    () =>
      picture()
        .withExif({ IFD0: { Artist: MARK } })
        .jpeg()
        .toBuffer(),
    KEPT,
  ],
  [
    "a JPEG with XMP that loads a page",
    () => jpegWith([0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${SCRIPT}`)]),
    KEPT,
  ],
  [
    "a JPEG with 6 MB of metadata",
    () => jpegWith(...Array.from({ length: 95 }, () => [0xe9, Buffer.alloc(65_000, MARK)] as const)),
    KEPT,
  ],
  [
    "a JPEG whose Exif points outside of it",
    () => jpegWith([0xe1, latin("Exif\0\0II*\0\xff\xff\xff\x7f")]),
    HARMLESS,
  ],
];

const PHONES: readonly (readonly [string, Maker, Fate])[] = [
  ["a photograph with its owner", () => heicPhoto(), KEPT],
  ["a photograph cut in the middle", () => heicPhoto().subarray(0, 700), BROKEN],
  ["the first box of a photograph", () => heicPhoto().subarray(0, 28), BROKEN],
  [
    "a photograph of rubbish",
    () => Buffer.concat([heicPhoto().subarray(0, 28), latin(MARK.repeat(99))]),
    BROKEN,
  ],
  ["a photograph of 50,000 pixels a side", () => heicWith("ispe", 8, 50_000), HARMLESS.concat(TOO_LARGE)],
  ["a box longer than the file", () => heicWith("meta", -4, 0x7fffffff), BROKEN],
  ["items without end", () => heicWith("iinf", 4, 0x0000ffff), HARMLESS],
  ["an item that lies outside of the file", () => heicWith("iloc", 12, 0x7fffffff), HARMLESS],
];

const PDFS: readonly (readonly [string, Maker, Fate])[] = [
  ["rubbish", () => latin(`%PDF-1.7 ${MARK}`), BROKEN],
  ["one cut in the middle", async () => (await pdf({})).subarray(0, 300), BROKEN],
  ["one with a password", () => pdf({ userPassword: "secret" }), ["document_encrypted"]],
  [
    "one with a long password",
    () => pdf({ userPassword: "secret", pdfVersion: "1.7ext3" }),
    ["document_encrypted"],
  ],
  ["one that may not be copied", () => pdf({ ownerPassword: "secret" }), KEPT],
  ["a title and an author", () => pdf({ info: { Title: MARK, Author: MARK } }, 3), KEPT],
  ["a script that runs at once", () => onePage({ catalogue: JAVASCRIPT }), KEPT],
  ["a program to launch", () => onePage({ catalogue: `/OpenAction<</S/Launch/F(${MARK}.exe)>>` }), KEPT],
  ["a form that loads a page", () => onePage({ catalogue: `/AcroForm<</XFA(${MARK})>>` }), KEPT],
  [
    "an embedded file",
    () =>
      onePage({
        catalogue: `/Names<</EmbeddedFiles${EMBEDDED}>>`,
        more: [`<</Length 11>>stream\n${MARK}\nendstream`],
      }),
    KEPT,
  ],
  ["a web page behind it", () => after(pdf({}), SCRIPT), KEPT],
  ["10,000 pages", () => manyPages(10_000), ["document_pages"]],
  ["21 pages", () => pdf({}, 21), ["document_pages"]],
  ["no page", () => manyPages(0), BROKEN],
  [
    "a tree of pages that contains itself",
    () => rawPdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 5>>"),
    ["document_unreadable", "document_small"],
  ],
  ["a page of a square kilometre", () => onePage({ box: "0 0 2834645 2834645" }), HARMLESS.concat(TOO_LARGE)],
  ["a page like a thread", () => onePage({ box: "0 0 1 14400" }), ["document_small"]],
  ["a page without a size", () => onePage({ box: "0 0 0 0" }), HARMLESS.concat("document_small")],
  ["10 MB of drawing in 10 KB", () => onePage({ content: Buffer.alloc(10_000_000, "q Q ") }), HARMLESS],
  [
    "a picture of 50,000 x 50,000 pixels",
    () =>
      onePage({
        page: "/Resources<</XObject<</A 5 0 R>>>>",
        content: latin("500 0 0 500 0 0 cm /A Do"),
        more: [HUGE_IMAGE],
      }),
    HARMLESS,
  ],
  [
    "a form that draws itself",
    () =>
      onePage({
        page: "/Resources<</XObject<</A 5 0 R>>>>",
        content: latin("/A Do"),
        more: [
          "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Length 5>>stream\n/A Do\nendstream",
        ],
      }),
    HARMLESS,
  ],
];

/** Puts a file through the real pipeline. @returns "kept" when only clean pictures came out, or the refusal's code */
async function fateOf(make: Maker): Promise<string> {
  try {
    const { pages } = await redrawDocument(await make());
    for (const { picture: drawn, thumbnail } of pages) {
      for (const bytes of [drawn, thumbnail]) await expectClean(Buffer.from(bytes));
    }
    return pages.length > 0 ? "kept" : "nothing";
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

async function expectClean(bytes: Buffer): Promise<void> {
  const { format, exif, xmp, icc, iptc, comments } = await sharp(bytes).metadata();
  expect({ format, exif, xmp, icc, iptc, comments }).toEqual({ format: "jpeg" });
  for (const word of [MARK, "SECRET", "EICAR", "<script", "Exif"]) expect(bytes.includes(word)).toBe(false);
}

describe("uploads are harmless (G22)", () => {
  it.each(OTHER_TYPES)("%s is refused by its content", async (_name, make, fate) => {
    expect(fate).toContain(await fateOf(make));
  });

  describe.concurrent("pictures", () => {
    it.each(PICTURES)("%s", async (_name, make, fate) => {
      expect(fate).toContain(await fateOf(make));
    });
  });

  describe.concurrent("photographs of phones", () => {
    it.each(PHONES)("%s", async (_name, make, fate) => {
      expect(fate).toContain(await fateOf(make));
    });
  });

  describe.concurrent("PDF files", () => {
    it.each(PDFS)("%s", async (_name, make, fate) => {
      expect(fate).toContain(await fateOf(make));
    });
  });

  it("goes on serving after all of that", async () => {
    for (const make of [png, jpeg, () => heicPhoto(), () => pdf({})]) expect(await fateOf(make)).toBe("kept");
    const count = [OTHER_TYPES, PICTURES, PHONES, PDFS].reduce((sum, cases) => sum + cases.length, 0);
    expect(count).toBeGreaterThanOrEqual(60);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\taro\\免許証.jpg", "免許証.jpg"],
    ["a\u202egpj.exe", "agpj.exe"],
    ["..", "document"],
    ["", "document"],
    ["con<script>.png", "conscript.png"],
    ["a\u0000b\r\n.jpg", "ab.jpg"],
    [`${"長".repeat(300)}.jpg`, `${"長".repeat(96)}.jpg`],
  ])("a file called %s is shown as %s", (given, shown) => {
    expect(cleanFileName(given)).toBe(shown);
  });
});

it("what is marked is really in the files before they are cleaned", async () => {
  expect((await jpegWith([0xfe, latin(MARK)])).includes(MARK)).toBe(true);
  expect((await pngWith(chunk("tEXt", latin(`a\0${MARK}`)))).includes(MARK)).toBe(true);
  expect(heicPhoto().includes("SECRET-OWNER")).toBe(true);
  expect((await sharp(await pngWith()).metadata()).format).toBe("png");
});
