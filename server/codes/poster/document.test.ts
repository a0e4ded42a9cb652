import { inflateSync } from "node:zlib";
import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import jsQR from "jsqr";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { covers } from "@/server/platform/typesetter";
import { storePayload } from "../emv/payload/rules";
import { entryUrl, newCode } from "../rules";
import { buildPosterPdf, type PosterJob } from "./document";
import { mm, PAPER, POSTER_FORMATS, type PosterInput } from "./rules";

/** The printed sheet is judged by its pixels: a broken font subset still extracts as text. */

const DPI = 300;
let pdfium: PDFiumLibrary;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());

function poster(storeName: string, seed = 1, more: Partial<PosterInput> = {}): PosterInput {
  const code = newCode((size) => Uint8Array.from({ length: size }, (_, i) => seed * 41 + i * 23));
  const store = { nameLatin: "SAKURA MART", cityLatin: "SHIBUYA", postalCode: "150-0002", mcc: "5411" };
  return {
    code,
    url: entryUrl("https://noren.example", code),
    emvPayload: storePayload({ ...store, code, nameLocal: storeName }),
    codeFormat: "URL",
    storeName,
    wallets: [
      { id: "NOREN_JP", name: "Noren Pay" },
      { id: "ALIPAY_CN", name: "Alipay" },
    ],
    serial: "N-000123",
    version: 1,
    issuedOn: "2026-11-22",
    ...more,
  };
}

async function build(job: Pick<PosterJob, "posters"> & Partial<PosterJob>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of buildPosterPdf({
    format: "a6",
    brand: { name: "Noren" },
    sandbox: false,
    ...job,
  })) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

type Picture = { data: Buffer; width: number; height: number };

async function rasterise(document: PDFiumDocument, page: number): Promise<Picture> {
  const { data, width, height } = await document.getPage(page).render({ scale: DPI / 72, render: "bitmap" });
  return { data: Buffer.from(data), width, height };
}

/** A part of a page as grey values; lengths in millimetres. */
function crop(picture: Picture, left: number, top: number, width: number, height: number) {
  const px = (length: number) => Math.round((length * DPI) / 25.4);
  return sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 4 } }).extract({
    left: px(left),
    top: px(top),
    width: px(width),
    height: px(height),
  });
}

async function decode(image: Sharp): Promise<string> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const read = jsQR(new Uint8ClampedArray(data), info.width, info.height, {
    inversionAttempts: "dontInvert",
  });
  return Buffer.from(read?.binaryData ?? []).toString("utf8");
}

describe("a printed poster", () => {
  test.each([
    ["a4", 52, 64, 106, 108],
    ["a5", 36, 45, 76, 77],
    ["a6", 25, 31, 55, 57],
    ["tent", 8, 172, 92, 92],
    ["sticker", 7, 25, 64, 66],
  ] as const)(
    "as %s holds the symbol byte for byte, in both forms and in the sandbox",
    async (format, left, top, width, height) => {
      const posters = [1, 2, 3].flatMap((seed) => [
        poster("さくらマート 渋谷店", seed),
        poster("髙﨑①㈱𠮷野家", seed, { codeFormat: "EMV", counterName: "レジ 2" }),
      ]);
      const document = await pdfium.loadDocument(await build({ posters, format, sandbox: true }));
      expect(document.getPageCount()).toBe(posters.length);
      for (const [i, { codeFormat, url, emvPayload }] of posters.entries()) {
        const page = await rasterise(document, i);
        expect(await decode(crop(page, left, top, width, height))).toBe(
          codeFormat === "URL" ? url : emvPayload,
        );
      }
      document.destroy();
    },
    60_000,
  );

  test.each(POSTER_FORMATS)("as %s has the size of its paper", async (format) => {
    const document = await pdfium.loadDocument(await build({ posters: [poster("茶屋")], format }));
    const { originalWidth: width, originalHeight: height } = document.getPage(0).getOriginalSize();
    expect(width).toBeCloseTo(mm(PAPER[format].width), 0);
    expect(height).toBeCloseTo(mm(PAPER[format].height), 0);
    document.destroy();
  });

  test("keeps the quiet zone purely white under the test overlay", async () => {
    const document = await pdfium.loadDocument(await build({ posters: [poster("茶屋")], sandbox: true }));
    const page = await rasterise(document, 0);
    const module = 53 / 41;
    const strip = crop(page, 26.5, 32.9, 51.6, 3.6 * module).greyscale();
    const { data } = await strip.raw().toBuffer({ resolveWithObject: true });
    expect(data.every((value) => value === 255)).toBe(true);
    document.destroy();
  });

  test("for a print shop has crop marks outside of a trimmed A6 and 3 mm of bleed", async () => {
    const pdf = await build({ posters: [poster("茶屋")], print: "shop" });
    const boxes = /\/TrimBox \[([\d. ]+)\]\s*\/BleedBox \[([\d. ]+)\]/.exec(pdf.toString("latin1"));
    const [trim, bleed] = [boxes?.[1], boxes?.[2]].map((box) => (box ?? "").split(" ").map(Number));
    expect((trim?.[2] ?? 0) - (trim?.[0] ?? 0)).toBeCloseTo(mm(105), 1);
    expect((trim?.[0] ?? 0) - (bleed?.[0] ?? 0)).toBeCloseTo(mm(3), 1);
    const document = await pdfium.loadDocument(pdf);
    expect(await decode(crop(await rasterise(document, 0), 35, 41, 55, 57))).toBe(poster("茶屋").url);
    document.destroy();
  });
});

describe("a print file for a shop", () => {
  test.each(POSTER_FORMATS)(
    "as %s has no colour but CMYK, and the symbol is pure black ink",
    async (format) => {
      const pdf = await build({ posters: [poster("茶屋")], format, print: "shop", sandbox: true });
      const contents = Array.from(
        pdf.toString("latin1").matchAll(/stream\n([\s\S]*?)\nendstream/g),
        ([, body]) => {
          const bytes = Buffer.from(body ?? "", "latin1");
          return bytes[0] === 0x78 ? inflateSync(bytes).toString("latin1") : "";
        },
      );
      const page = contents.find((text) => text.includes("/DeviceCMYK"));
      expect(page).toContain("0 0 0 1 scn");
      for (const text of contents) expect(text).not.toMatch(/DeviceRGB|DeviceGray| rg\n/);
    },
  );
});

describe("the letters of a poster", () => {
  test("rare letters of names are drawn, each with a shape of its own", async () => {
    const letters = [..."髙﨑①㈱𠮷", "说", "한", "龙"];
    expect(letters.filter((letter) => !covers("jp", letter))).toEqual(["说", "한"]);
    const posters = letters.map((letter, i) => poster(letter, 1, { serial: `N-${i}` }));
    const document = await pdfium.loadDocument(await build({ posters }));
    const shapes = new Set<string>();
    for (const i of letters.keys()) {
      const name = await crop(await rasterise(document, i), 7, 15, 91, 15.5)
        .greyscale()
        .raw()
        .toBuffer();
      const dark = name.filter((value) => value < 128).length;
      expect(dark, letters[i]).toBeGreaterThan(1000);
      shapes.add(name.toString("base64"));
    }
    expect(shapes.size).toBe(letters.length);
    document.destroy();
  }, 30_000);

  test("a letter that no font has leaves no box behind", async () => {
    const document = await pdfium.loadDocument(
      await build({ posters: [poster("茶屋"), poster("茶屋\u{1f600}\u{f0000}")] }),
    );
    const [plain, odd] = await Promise.all(
      [0, 1].map(async (i) =>
        crop(await rasterise(document, i), 7, 15, 91, 15.5)
          .greyscale()
          .raw()
          .toBuffer(),
      ),
    );
    expect(odd?.equals(plain ?? Buffer.alloc(0))).toBe(true);
    document.destroy();
  });
});

describe("the stream", () => {
  test("ends with an error when a poster cannot be drawn or the source fails", async () => {
    const broken = poster("茶屋", 1, { codeFormat: "EMV", emvPayload: undefined });
    await expect(build({ posters: [broken] })).rejects.toThrow("no EMV payload");
    async function* failing(): AsyncGenerator<PosterInput> {
      yield poster("茶屋");
      throw new Error("source failed");
    }
    await expect(build({ posters: failing() })).rejects.toThrow("source failed");
  });

  test("stops asking its source when the reader has gone", async () => {
    let asked = 0;
    let finished = () => {};
    const gone = new Promise<void>((resolve) => {
      finished = resolve;
    });
    async function* endless(): AsyncGenerator<PosterInput> {
      try {
        for (;;) {
          asked += 1;
          yield poster("茶屋", asked);
        }
      } finally {
        finished();
      }
    }
    const stream = buildPosterPdf({
      posters: endless(),
      format: "a6",
      brand: { name: "Noren" },
      sandbox: false,
    });
    stream.once("data", () => stream.destroy());
    await gone;
    expect(asked).toBeGreaterThan(0);
  });
});
