// One document in, its pages as JPEG pictures out: a process for one file, without secrets, files, network or a way
// back. Plain JavaScript, so that it needs nothing but node and three packages. It speaks in frames on its standard
// streams: length of a JSON head (4 bytes), the head, and as many bytes of content as the head says.
import { createRequire } from "node:module";
import { setPriority } from "node:os";
import sharp from "sharp";

const MOST_HEAD_BYTES = 4_096;
const NOBODY = 65_534;
const QUALITY = 85;
const THUMBNAIL_SIDE = 320;
const JUDGED_SIDE = 1_000;
const PDF_SCALE = 150 / 72;
const PASSWORD_WANTED = /password|security|encrypt/i;

const require = createRequire(import.meta.url);
setPriority(10);
// Standard output carries frames; a library that talks would break them.
for (const word of ["log", "info", "warn", "error", "debug"]) console[word] = () => undefined;
sharp.cache(false);
sharp.concurrency(1);
// libvips knows dozens of formats; two are wanted.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng"] });

const DRAW = {
  "image/jpeg": { load: async () => undefined, draw: drawPicture },
  "image/png": { load: async () => undefined, draw: drawPicture },
  "image/heic": { load: async () => require("libheif-js/wasm-bundle"), draw: drawHeic },
  "application/pdf": { load: loadPdfium, draw: drawPdf },
};

/** What is wrong with a document, as a code that the other side knows. */
class Refusal extends Error {}

async function loadPdfium() {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  return PDFiumLibrary.init();
}

/** From here on only what is in memory counts: a process of root becomes nobody. */
function drop() {
  if (process.getuid?.() !== 0) return;
  process.setgroups([]);
  process.setgid(NOBODY);
  process.setuid(NOBODY);
}

async function* drawPicture(content, { limits }) {
  const open = (limitInputPixels) => sharp(content, { limitInputPixels, failOn: "error", pages: 1 });
  // What it says of its size is read without drawing it, so that a huge one is called too large and not unreadable.
  const { width, height } = await readable(() => open(false).metadata());
  checkSides(width, height, limits);
  yield await readable(() => keep(open(limits.mostPixels * 4).autoOrient(), limits));
}

async function* drawHeic(content, { limits, library }) {
  const images = await readable(() => new library.HeifDecoder().decode(content));
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) throw new Refusal("unreadable");
  const [width, height] = [image.get_width(), image.get_height()];
  checkSides(width, height, limits);
  const data = new Uint8ClampedArray(width * height * 4);
  const drawn = await new Promise((resolve) => image.display({ data, width, height }, resolve));
  for (const one of images) one.free();
  if (!drawn) throw new Refusal("unreadable");
  const raw = { width, height, channels: 4 };
  yield await readable(() => keep(sharp(drawn.data, { raw }), limits));
}

async function* drawPdf(content, { limits, library }) {
  const document = await library.loadDocument(content).catch((error) => {
    throw new Refusal(PASSWORD_WANTED.test(String(error?.message)) ? "encrypted" : "unreadable");
  });
  const count = document.getPageCount();
  if (count < 1) throw new Refusal("unreadable");
  if (count > limits.mostPages) throw new Refusal("pages");
  for (let index = 0; index < count; index += 1) {
    yield await readable(() => drawPage(document.getPage(index), limits));
  }
}

async function drawPage(page, limits) {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Math.min(PDF_SCALE, limits.keptSide / Math.max(originalWidth, originalHeight, 1));
  checkSides(originalWidth * scale, originalHeight * scale, limits);
  let kept;
  await page.render({
    scale,
    render: async ({ data, width, height }) => {
      kept = await keep(sharp(data, { raw: { width, height, channels: 4 } }), limits);
      return data;
    },
  });
  return kept;
}

function checkSides(width, height, limits) {
  if (!(Math.min(width, height) >= limits.leastSide)) throw new Refusal("small");
  if (Math.max(width, height) > limits.mostSide || width * height > limits.mostPixels)
    throw new Refusal("large");
}

/** The picture as it is kept, one for a list, and what can be said of how well it reads. */
async function keep(image, { keptSide }) {
  const picture = await image
    .resize({ width: keptSide, height: keptSide, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true });
  const inside = (side) => ({ width: side, height: side, fit: "inside", withoutEnlargement: true });
  const thumbnail = await sharp(picture.data).resize(inside(THUMBNAIL_SIDE)).jpeg({ quality: 75 }).toBuffer();
  const grey = sharp(picture.data).resize(inside(JUDGED_SIDE)).toColourspace("b-w").raw();
  const judged = await grey.toBuffer({ resolveWithObject: true });
  const { channels, sharpness } = await sharp(judged.data, { raw: judged.info }).stats();
  const { width, height } = picture.info;
  const seen = { sharpness, mean: channels[0].mean, spread: channels[0].stdev };
  return { picture: picture.data, thumbnail, width, height, seen };
}

async function readable(work) {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("unreadable");
  }
}

function send(head, ...contents) {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return new Promise((resolve, reject) => {
    process.stdout.write(Buffer.concat([length, text, ...contents]), (error) =>
      error ? reject(error) : resolve(undefined),
    );
  });
}

/** The head comes from the product and is trusted; the content is not, and is not looked at before `drop`. */
async function receive() {
  const stream = process.stdin[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const fill = async (size) => {
    while (held.length < size) {
      const { done, value } = await stream.next();
      if (done) return false;
      held = Buffer.concat([held, value]);
    }
    return true;
  };
  const take = (size) => {
    const taken = held.subarray(0, size);
    held = held.subarray(size);
    return taken;
  };
  if (!(await fill(4))) return undefined;
  const size = take(4).readUInt32BE();
  if (size > MOST_HEAD_BYTES || !(await fill(size))) return undefined;
  const head = JSON.parse(take(size).toString());
  return {
    head,
    content: async () => ((await fill(head.bytes)) ? Uint8Array.from(take(head.bytes)) : undefined),
  };
}

async function convert() {
  const given = await receive();
  if (!given) return;
  const { type, limits } = given.head;
  const kind = DRAW[type];
  const library = await kind.load();
  drop();
  const content = await given.content();
  if (!content) return;
  try {
    for await (const page of kind.draw(content, { limits, library })) {
      const { picture, thumbnail, ...rest } = page;
      const sizes = { picture: picture.length, thumbnail: thumbnail.length };
      await send({ page: { ...rest, sizes }, bytes: picture.length + thumbnail.length }, picture, thumbnail);
    }
    await send({ end: "done", bytes: 0 });
  } catch (error) {
    await send({ end: error instanceof Refusal ? error.message : "unreadable", bytes: 0 });
  }
}

await convert();
process.exit(0);
