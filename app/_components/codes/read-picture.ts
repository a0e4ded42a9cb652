import jsqr from "jsqr";
import { z } from "zod";

// A poster photographed from far away needs the larger size, a screenshot with moiré the smaller.
const SIDES = [1600, 900, 500] as const;
const FRAME_SIDE = 800;

const detected = z.array(z.object({ rawValue: z.string() }));

type Detector = { detect: (source: CanvasImageSource) => Promise<unknown> };

/** The browser's own reader of codes, where it has one. */
function browserDetector(): Detector | null {
  const made: unknown = Reflect.get(globalThis, "BarcodeDetector");
  if (typeof made !== "function") return null;
  try {
    const detector: unknown = Reflect.construct(made, [{ formats: ["qr_code"] }]);
    return isDetector(detector) ? detector : null;
  } catch {
    return null;
  }
}

function isDetector(value: unknown): value is Detector {
  return (
    typeof value === "object" && value !== null && "detect" in value && typeof value.detect === "function"
  );
}

async function detect(source: CanvasImageSource): Promise<string | null> {
  const found = await browserDetector()
    ?.detect(source)
    .catch(() => null);
  return detected.safeParse(found).data?.[0]?.rawValue ?? null;
}

type Size = { readonly width: number; readonly height: number };

function readPixels(source: CanvasImageSource, { width, height }: Size, side: number): string | null {
  const scale = Math.min(1, side / Math.max(width, height));
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null || size.width === 0) return null;
  context.drawImage(source, 0, 0, size.width, size.height);
  const found = jsqr(context.getImageData(0, 0, size.width, size.height).data, size.width, size.height);
  return found ? new TextDecoder().decode(Uint8Array.from(found.binaryData)) : null;
}

/** The text of the QR code in a picture, or null. The picture stays on the device. */
export async function readPicture(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  const known = await detect(bitmap);
  if (known !== null) return known;
  for (const side of SIDES) {
    const text = readPixels(bitmap, bitmap, side);
    if (text !== null) return text;
  }
  return null;
}

/** The text of the QR code before the camera now, or null. */
export async function readFrame(video: HTMLVideoElement): Promise<string | null> {
  const size = { width: video.videoWidth, height: video.videoHeight };
  if (size.width === 0) return null;
  return (await detect(video)) ?? readPixels(video, size, FRAME_SIDE);
}
