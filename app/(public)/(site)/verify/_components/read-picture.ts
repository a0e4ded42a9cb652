import jsqr from "jsqr";

// A poster photographed from far away needs the larger size, a screenshot with moiré the smaller.
const SIDES = [1600, 900, 500] as const;

/** The text of the QR code in a picture, or null. The picture stays on the device. */
export async function readPicture(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(bitmap, 0, 0, width, height);
    const found = jsqr(context.getImageData(0, 0, width, height).data, width, height);
    if (found) return new TextDecoder().decode(Uint8Array.from(found.binaryData));
  }
  return null;
}
