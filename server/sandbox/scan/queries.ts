import jsqr from "jsqr";
import sharp from "sharp";

const MAX_PIXELS = 50_000_000;
// A poster photographed from far away needs the larger size, a screenshot with moiré the smaller.
const SIDES = [1600, 900, 2600, 500];

/** The text of the QR code in a picture, or null. The picture is decoded in memory and kept nowhere. */
export async function readPicture(picture: Uint8Array): Promise<string | null> {
  for (const side of SIDES) {
    const pixels = await decode(picture, side);
    if (pixels === null) return null;
    const found = jsqr(pixels.data, pixels.width, pixels.height, { inversionAttempts: "attemptBoth" });
    if (found && found.binaryData.length > 0) return textOf(found.binaryData, found.data);
  }
  return null;
}

async function decode(
  picture: Uint8Array,
  side: number,
): Promise<{ data: Uint8ClampedArray; width: number; height: number } | null> {
  try {
    const { data, info } = await sharp(picture, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .rotate()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
  } catch {
    return null;
  }
}

/** Bytes are read as UTF-8, which the symbols of EMV payloads are; anything else stays as the decoder read it. */
function textOf(bytes: readonly number[], fallback: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return fallback;
  }
}
