import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

/** What a document may be at most, and how large its pages are kept. Sides in pixels. */
export type ConversionLimits = {
  readonly leastSide: number;
  readonly mostSide: number;
  readonly mostPixels: number;
  readonly mostPages: number;
  readonly keptSide: number;
};

/** A page drawn anew, as JPEG. `seen` says how it reads: sharpness by a Laplacian, mean and spread of the grey. */
export type ConvertedPage = {
  readonly picture: Uint8Array;
  readonly thumbnail: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly seen: { readonly sharpness: number; readonly mean: number; readonly spread: number };
};

/** Why a document was not converted; `exhausted` is one that took more time or memory than any honest one. */
export type ConversionRefusal = "unreadable" | "encrypted" | "pages" | "small" | "large" | "exhausted";

export type Conversion =
  | { readonly pages: readonly ConvertedPage[] }
  | { readonly refused: ConversionRefusal };

export type ConversionJob = {
  readonly type: string;
  readonly content: Uint8Array;
  readonly limits: ConversionLimits;
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 25_000;
const MOST_OUTPUT_BYTES = 96 * 1024 * 1024;
const AT_ONCE = 2;
/** The address space of a process: what node and its libraries reserve, and 2 GB to work in. */
const MOST_ADDRESS_KB = 4_300_000;
const MOST_HEAP_MB = 192;
const MOST_WASM_PAGES = 12_288;
const ROOT = /* turbopackIgnore: true */ process.cwd();
const PROGRAM = join(ROOT, "server/platform/converter-process.mjs");

const head = z.union([
  z.object({
    page: z.object({
      width: z.number(),
      height: z.number(),
      seen: z.object({ sharpness: z.number(), mean: z.number(), spread: z.number() }),
      sizes: z.object({ picture: z.number().int(), thumbnail: z.number().int() }),
    }),
    bytes: z.number().int().nonnegative(),
  }),
  z.object({
    end: z.enum(["done", "unreadable", "encrypted", "pages", "small", "large"]),
    bytes: z.literal(0),
  }),
]);

// Each keeps the process from the network and from gaining rights; the first that this system allows is taken.
const ENCLOSURES: readonly (readonly string[])[] = [
  ["unshare", "--net", "--ipc", "--", "setpriv", "--no-new-privs", "--"],
  ["unshare", "--user", "--net", "--ipc", "--", "setpriv", "--no-new-privs", "--"],
  ["setpriv", "--no-new-privs", "--"],
];

/** All that a converter is told of its surroundings: where the system keeps its own programs. */
const BARE = { NODE_ENV: "production", PATH: "/usr/sbin:/usr/bin:/sbin:/bin" } as const;

let enclosing: Promise<readonly string[]> | undefined;

async function findEnclosure(): Promise<readonly string[]> {
  for (const [program = "", ...rest] of ENCLOSURES) {
    const works = await promisify(execFile)(program, [...rest, "true"], { env: BARE, timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (works) return [program, ...rest];
  }
  return [];
}

/** What keeps a converter locked down, as arguments: no files but its own code, no children, bounded memory. */
function confined(program: string): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  return [
    process.execPath,
    permission,
    "--allow-addons",
    `--allow-fs-read=${join(ROOT, "node_modules")}/`,
    `--allow-fs-read=${program}`,
    "--no-warnings",
    "--disable-wasm-trap-handler",
    `--wasm-max-mem-pages=${MOST_WASM_PAGES}`,
    `--max-old-space-size=${MOST_HEAP_MB}`,
    program,
  ];
}

const ULIMITS = `ulimit -c 0; ulimit -f 0; ulimit -t 20; ulimit -v ${MOST_ADDRESS_KB} 2>/dev/null; exec "$@"`;

/**
 * Starts a program in the confinement of the converter: empty environment, no descriptors but its streams.
 * @param program a file of the product, for tests another than the converter
 */
export async function startConfined(program = PROGRAM): Promise<ChildProcessWithoutNullStreams> {
  enclosing ??= findEnclosure();
  const command = [...(await enclosing), ...confined(program)];
  return spawn("/bin/sh", ["-c", ULIMITS, "converter", ...command], {
    cwd: "/",
    env: BARE,
    stdio: ["pipe", "pipe", "pipe"],
  });
}

let spare: Promise<ChildProcessWithoutNullStreams> | undefined;

/** One that is started ahead of its document, so that nobody waits for it; it does not keep this process alive. */
async function takeProcess(): Promise<ChildProcessWithoutNullStreams> {
  // Taken before anything is awaited: a process is for one document, also when two arrive together.
  const taken = spare;
  spare = undefined;
  const ready = await taken;
  return ready && ready.exitCode === null && ready.signalCode === null ? ready : startConfined();
}

function keepSpare(): void {
  spare ??= startConfined().then((child) => {
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) unrefStream(stream);
    child.stdin.on("error", () => undefined);
    return child;
  });
}

function unrefStream(stream: object): void {
  if ("unref" in stream && typeof stream.unref === "function") stream.unref();
}

let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}

function giveTurn(): void {
  running -= 1;
  waiting.shift()?.();
}

/**
 * Draws a document anew as pictures in a process of its own, which sees this one file and nothing else: no secrets,
 * no files, no network where the system can keep it away, bounded time and memory. It ends with the document.
 */
export async function convertDocument(job: ConversionJob): Promise<Conversion> {
  await takeTurn();
  try {
    return await convertIn(await takeProcess(), job);
  } finally {
    giveTurn();
    keepSpare();
  }
}

async function convertIn(child: ChildProcessWithoutNullStreams, job: ConversionJob): Promise<Conversion> {
  const timer = setTimeout(() => child.kill("SIGKILL"), job.timeoutMs ?? TIMEOUT_MS);
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout.on("data", (part: Buffer) => {
    size += part.length;
    if (size > MOST_OUTPUT_BYTES) child.kill("SIGKILL");
    else parts.push(part);
  });
  child.stderr.resume();
  // A process that died meanwhile shows in how it ended, not in that it no longer listens.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
  const text = Buffer.from(JSON.stringify({ type: job.type, limits: job.limits, bytes: job.content.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  child.stdin.end(Buffer.concat([length, text, job.content]));
  await ended;
  clearTimeout(timer);
  return readAnswer(Buffer.concat(parts));
}

/** What came back is itself from a process that may have been taken over: nothing of it is trusted. */
function readAnswer(answer: Buffer): Conversion {
  const pages: ConvertedPage[] = [];
  let at = 0;
  const take = (size: number) => {
    const taken = answer.subarray(at, at + size);
    at += size;
    return at <= answer.length ? taken : undefined;
  };
  for (;;) {
    const length = take(4)?.readUInt32BE();
    const text = length === undefined ? undefined : take(length);
    const parsed = text && head.safeParse(parseJson(text));
    if (!parsed?.success) return { refused: "exhausted" };
    if ("end" in parsed.data) {
      const { end } = parsed.data;
      return end === "done" ? { pages } : { refused: end };
    }
    const { sizes, ...page } = parsed.data.page;
    const [picture, thumbnail] = [take(sizes.picture), take(sizes.thumbnail)];
    if (!isJpeg(picture) || !isJpeg(thumbnail)) return { refused: "exhausted" };
    pages.push({ ...page, picture: new Uint8Array(picture), thumbnail: new Uint8Array(thumbnail) });
  }
}

function parseJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}

function isJpeg(bytes: Buffer | undefined): bytes is Buffer {
  return bytes !== undefined && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}
