import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import jsQR from "jsqr";
import sharp, { type Sharp } from "sharp";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/** A printed symbol as a phone's camera sees it: grey pixels, and what happens to them on the way. */
export type Grey = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** How badly each disturbance strikes, from none to what a reader must still bear. */
export const LEVELS = {
  /** Standard deviation in modules; no lens draws a hard edge. */
  blur: [0.15, 0.25, 0.33],
  /** Degrees. */
  rotate: [0, 8, 37, 90],
  /** Degrees out of the plane. */
  tilt: [0, 9, 16],
  /** The part of the light that is left. */
  dim: [1, 0.65, 0.45],
  /** Standard deviation in 255ths, before the phone smooths it. */
  noise: [0, 5, 10],
  /** The part of the symbol that is covered. */
  cover: [0, 0.015, 0.03],
  /** Quality of JPEG; 100 leaves the picture as it is. */
  jpeg: [100, 60, 35],
} as const;
export type Disturbance = keyof typeof LEVELS;
export const DISTURBANCES = ["blur", "rotate", "tilt", "dim", "noise", "cover", "jpeg"] as const;
/** An index into each list of levels. */
export type Shot = Readonly<Record<Disturbance, number>>;

/** A generator of numbers from 0 to 1 that repeats with its seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every pair of levels of two disturbances at least once, in few shots; greedy, and the same on every run. */
export function pairwiseShots(): Shot[] {
  const random = seeded(7);
  const open = new Set<string>();
  const pairsOf = (shot: Shot) =>
    DISTURBANCES.flatMap((a, i) => DISTURBANCES.slice(i + 1).map((b) => `${a}${shot[a]} ${b}${shot[b]}`));
  const any = (): Shot => {
    const pick = (name: Disturbance) => Math.floor(random() * LEVELS[name].length);
    return {
      blur: pick("blur"),
      rotate: pick("rotate"),
      tilt: pick("tilt"),
      dim: pick("dim"),
      noise: pick("noise"),
      cover: pick("cover"),
      jpeg: pick("jpeg"),
    };
  };
  for (const [i, a] of DISTURBANCES.entries())
    for (const b of DISTURBANCES.slice(i + 1))
      for (const x of LEVELS[a].keys()) for (const y of LEVELS[b].keys()) open.add(`${a}${x} ${b}${y}`);
  const shots: Shot[] = [];
  while (open.size > 0) {
    const tries = Array.from({ length: 300 }, any);
    const gain = (shot: Shot) => pairsOf(shot).filter((pair) => open.has(pair)).length;
    const best = tries.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    if (gain(best) === 0) continue;
    for (const pair of pairsOf(best)) open.delete(pair);
    shots.push(best);
  }
  return shots;
}

type Scene = { readonly modules: number; readonly seed: number };

/** Takes one picture of a field. @param modules on a side of the field, which says how wide blur and cover are */
export async function photograph(field: Grey, shot: Shot, { modules, seed }: Scene): Promise<Grey> {
  const random = seeded(seed);
  const pixels = Math.round(CAMERA_PIXELS * modules);
  const small = await scaled(field, pixels);
  const covered = cover(small, LEVELS.cover[shot.cover] ?? 0, modules, random);
  const seen = turn(covered, LEVELS.rotate[shot.rotate] ?? 0, LEVELS.tilt[shot.tilt] ?? 0);
  const soft = await blurred(seen, (LEVELS.blur[shot.blur] ?? 0) * CAMERA_PIXELS);
  const dark = dimmed(soft, LEVELS.dim[shot.dim] ?? 1, LEVELS.noise[shot.noise] ?? 0, random);
  // No phone hands out the noise of its sensor: it smooths it first.
  const smooth = shot.noise === 0 ? dark : await blurred(dark, SMOOTHING);
  return compressed(smooth, LEVELS.jpeg[shot.jpeg] ?? 100);
}

const SMOOTHING = 1;

/** Pixels of the camera for one module: a poster read from its usual distance. */
const CAMERA_PIXELS = 7.3;

const raw = ({ data, width, height }: Grey) => sharp(data, { raw: { width, height, channels: 1 } });

async function back(image: Sharp): Promise<Grey> {
  const { data, info } = await image.toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

const scaled = (image: Grey, side: number) =>
  back(raw(image).resize(side, side, { kernel: "cubic", fit: "fill" }));

const blurred = async (image: Grey, sigma: number) => (sigma < 0.3 ? image : back(raw(image).blur(sigma)));

async function compressed(image: Grey, quality: number): Promise<Grey> {
  return quality >= 100 ? image : back(sharp(await raw(image).jpeg({ quality }).toBuffer()));
}

// A square of dirt, half of the time dark and half of the time light, clear of the three corners that readers look for.
function cover(image: Grey, part: number, modules: number, random: () => number): Grey {
  const symbol = modules - 8;
  const side = Math.round(Math.sqrt(part) * symbol * CAMERA_PIXELS);
  if (side === 0) return image;
  const data = Uint8Array.from(image.data);
  const low = Math.round((4 + 9) * CAMERA_PIXELS);
  const room = image.width - low - side - low;
  const [left, top] = [0, 0].map(() => low + Math.round(random() * Math.max(0, room)));
  const ink = random() < 0.5 ? 30 : 235;
  for (let y = top ?? 0; y < (top ?? 0) + side; y += 1)
    data.fill(ink, y * image.width + (left ?? 0), y * image.width + (left ?? 0) + side);
  return { ...image, data };
}

/** Turns the sheet in its plane and out of it; what lies beyond the sheet is a grey desk. */
function turn(image: Grey, degrees: number, tilt: number): Grey {
  const { width: size, data } = image;
  const side = Math.ceil(size * 1.5);
  const seen = new Uint8Array(side * side).fill(200);
  const angle = (degrees * Math.PI) / 180;
  const lean = (tilt * Math.PI) / 180;
  const [cos, sin, far] = [Math.cos(angle), Math.sin(angle), size * 3];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      // From the picture back to the sheet: the ray through the pixel meets the leaning plane.
      const [u, v] = [x - side / 2, y - side / 2];
      const depth = far / (far * Math.cos(lean) - v * Math.sin(lean));
      const [a, b] = [u * depth * Math.cos(lean), v * depth];
      const sheetX = a * cos + b * sin + size / 2 - 0.5;
      const sheetY = b * cos - a * sin + size / 2 - 0.5;
      const [x0, y0] = [Math.floor(sheetX), Math.floor(sheetY)];
      if (x0 < 0 || y0 < 0 || x0 >= size - 1 || y0 >= size - 1) continue;
      const [fx, fy, at] = [sheetX - x0, sheetY - y0, y0 * size + x0];
      const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
      const lower = (data[at + size] ?? 0) * (1 - fx) + (data[at + size + 1] ?? 0) * fx;
      seen[y * side + x] = Math.round(upper * (1 - fy) + lower * fy);
    }
  }
  return { data: seen, width: side, height: side };
}

// Light falls from one side, so a dim picture is darker at its other end.
function dimmed(image: Grey, light: number, noise: number, random: () => number): Grey {
  if (light === 1 && noise === 0) return image;
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const data = Uint8Array.from(image.data, (value, at) => {
    const shade = light === 1 ? 1 : light * (1 - 0.25 * ((at % image.width) / image.width));
    return Math.max(0, Math.min(255, Math.round(value * shade + (noise === 0 ? 0 : normal() * noise))));
  });
  return { ...image, data };
}

const require = createRequire(import.meta.url);
let prepared = false;

/** The bytes that zxing reads, as text; null when it reads none. */
export async function readByZxing({ data, width, height }: Grey): Promise<string | null> {
  if (!prepared) {
    const wasm = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
    prepareZXingModule({ overrides: { wasmBinary } });
    prepared = true;
  }
  const [found] = await readBarcodes(colours({ data, width, height }), {
    formats: ["QRCode"],
    maxNumberOfSymbols: 1,
  });
  return found?.isValid ? Buffer.from(found.bytes).toString("utf8") : null;
}

/** The bytes that jsQR reads, as text; null when it reads none. */
export function readByJsqr(image: Grey): string | null {
  const found = jsQR(colours(image).data, image.width, image.height, { inversionAttempts: "dontInvert" });
  return found === null ? null : Buffer.from(found.binaryData).toString("utf8");
}

function colours({ data, width, height }: Grey): ImageData {
  const pixels = new Uint8ClampedArray(data.length * 4).fill(255);
  for (const [at, value] of data.entries()) pixels.fill(value, at * 4, at * 4 + 3);
  return { data: pixels, width, height, colorSpace: "srgb" };
}
