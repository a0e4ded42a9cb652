import fc from "fast-check";
import jsQR from "jsqr";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { storePayload } from "../emv/payload/rules";
import { entryUrl, newCode } from "../rules";
import {
  fieldModules,
  QUIET_ZONE_MODULES,
  symbolFor,
  symbolOutlines,
  symbolPng,
  symbolSvg,
} from "./document";

const code = newCode((size) => Uint8Array.from({ length: size }, (_, i) => i * 29));
const url = entryUrl("https://noren.example", code);
const payload = (nameLocal: string) =>
  storePayload({
    code,
    nameLatin: "SAKURA MART SHIBUYA",
    cityLatin: "SHIBUYA-KU",
    postalCode: "1500002",
    mcc: "5411",
    nameLocal,
  });

async function decode(image: Buffer) {
  const { data, info } = await sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height);
}

describe("the symbol", () => {
  test("of an address is version 4 at level Q, also at 46 bytes and also for a short host", () => {
    const longest = entryUrl(`https://${"a".repeat(25)}`, code);
    for (const value of [url, longest, "http://a.jp/p/ABCDEFGHJK"]) {
      expect(symbolFor(value)).toMatchObject({ size: 33, version: 4, level: "Q" });
    }
    expect(() => symbolFor(`${longest}a`)).toThrow(RangeError);
  });

  test("of a payload is version 12 or 13 at level Q", () => {
    expect(symbolFor(payload("さくらマート 渋谷店")).version).toBe(12);
    expect(symbolFor(payload("髙﨑①㈱さくらマート東京渋谷道玄坂上交差点前店")).version).toBe(13);
  });

  test.each([
    ["an address", url, ["byte"]],
    ["a payload of ASCII", payload(""), ["byte"]],
    ["a payload with Japanese text", payload("髙﨑①㈱𠮷さくら"), ["eci", "byte"]],
  ])("of %s decodes byte for byte and holds one byte segment", async (_, value, segments) => {
    for (const image of [
      await symbolPng(symbolFor(value), 4),
      await sharp(Buffer.from(symbolSvg(symbolFor(value))))
        .png()
        .toBuffer(),
    ]) {
      const read = await decode(image);
      expect(Buffer.from(read?.binaryData ?? []).toString("utf8")).toBe(value);
      expect(read?.chunks.map((chunk) => chunk.type)).toEqual(segments);
    }
  });

  test("as PNG has whole pixels per module and a white quiet zone of four modules", async () => {
    const symbol = symbolFor(url);
    const image = await symbolPng(symbol, 7);
    const { data, info } = await sharp(image).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({
      width: fieldModules(symbol) * 7,
      height: fieldModules(symbol) * 7,
      channels: 1,
    });
    for (let y = 0; y < info.height; y += 1) {
      for (let x = 0; x < info.width; x += 1) {
        const column = Math.floor(x / 7) - QUIET_ZONE_MODULES;
        const row = Math.floor(y / 7) - QUIET_ZONE_MODULES;
        const inside = column >= 0 && row >= 0 && column < symbol.size && row < symbol.size;
        const dark = inside && symbol.modules[row * symbol.size + column] === 1;
        if (data[y * info.width + x] !== (dark ? 0 : 255))
          throw new Error(`pixel ${x},${y} is off its module`);
      }
    }
  });

  test("has outlines that enclose exactly the dark modules", () => {
    const size = 21;
    const grid = fc.uint8Array({ min: 0, max: 1, minLength: size * size, maxLength: size * size });
    fc.assert(
      fc.property(grid, (modules) => {
        const edges = symbolOutlines({ size, modules, version: 1, level: "Q" }).flatMap((corners) =>
          corners.map((corner, i) => [corner, corners[(i + 1) % corners.length] ?? corner] as const),
        );
        const upright = edges.filter(([[x1], [x2]]) => x1 === x2);
        for (let at = 0; at < modules.length; at += 1) {
          const [x, y] = [at % size, Math.floor(at / size)];
          const crossed = upright.filter(
            ([[ex, y1], [, y2]]) => ex <= x && Math.min(y1, y2) <= y && y < Math.max(y1, y2),
          );
          if (crossed.length % 2 !== modules[at]) throw new Error(`module ${x},${y} is on the wrong side`);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("as PNG is never drawn with a fraction of a pixel", () => {
    expect(() => symbolPng(symbolFor(url), 2.5)).toThrow(RangeError);
    expect(() => symbolPng(symbolFor(url), 0)).toThrow(RangeError);
  });
});
