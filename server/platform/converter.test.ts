import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConversionJob, convertDocument, startConfined } from "./converter";

const folder = mkdtempSync(join(tmpdir(), "noren-converter-"));
const limits = { leastSide: 200, mostSide: 12_000, mostPixels: 60_000_000, mostPages: 20, keptSide: 3_500 };
let job: ConversionJob;
let secretFile: string;

beforeAll(async () => {
  secretFile = join(folder, "secret.txt");
  writeFileSync(secretFile, "a key");
  process.env.NOREN_TEST_SECRET = "a key";
  const content = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#c33" } })
    .jpeg()
    .toBuffer();
  job = { type: "image/jpeg", content, limits };
});
afterAll(() => {
  delete process.env.NOREN_TEST_SECRET;
  rmSync(folder, { recursive: true, force: true });
});

/** What a program manages to do where the converter runs; the program is what a taken-over converter would try. */
async function attempt(body: string): Promise<string> {
  const program = join(folder, "attempt.mjs");
  writeFileSync(program, `${body}\n`);
  const child = await startConfined(program);
  child.stdin.end();
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + errors;
}

test("the converter's process is told no secret and no address of the product", async () => {
  const environment: unknown = JSON.parse(await attempt("process.stdout.write(JSON.stringify(process.env))"));
  expect(Object.keys(Object(environment)).sort()).toEqual(expect.arrayContaining(["NODE_ENV", "PATH"]));
  expect(JSON.stringify(environment)).not.toMatch(/a key|postgres|NOREN|SECRET|KEY/);
});

test("it reads no file of the machine and writes none", async () => {
  const read = `import { readFileSync } from "node:fs"; readFileSync(${JSON.stringify(secretFile)});`;
  expect(await attempt(read)).toContain("ERR_ACCESS_DENIED");
  const parent = `import { readFileSync } from "node:fs"; readFileSync("/proc/${process.pid}/environ");`;
  expect(await attempt(parent)).toContain("ERR_ACCESS_DENIED");
  const write = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(`${secretFile}2`)}, "x");`;
  expect(await attempt(write)).toContain("ERR_ACCESS_DENIED");
});

test("it starts no other process and no thread", async () => {
  expect(await attempt('import { execSync } from "node:child_process"; execSync("id");')).toContain(
    "ERR_ACCESS_DENIED",
  );
  const thread = 'import { Worker } from "node:worker_threads"; new Worker("1", { eval: true });';
  expect(await attempt(thread)).toContain("ERR_ACCESS_DENIED");
});

test("it reaches no address, not even of its own machine", async (context) => {
  if (!readFileSync("/proc/sys/kernel/ostype", "utf8").startsWith("Linux")) context.skip();
  let reached = 0;
  const server = createServer((_request, answer) => {
    reached += 1;
    answer.end("reached");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const out = await attempt(
    `await fetch("http://127.0.0.1:${port}").then((a) => a.text()).then(
       (t) => process.stdout.write(t), (e) => process.stdout.write(String(e.cause?.code)));`,
  );
  server.close();
  expect(out).not.toContain("reached");
  expect(reached).toBe(0);
});

test("it takes no more memory than it is given", async () => {
  const out = await attempt(
    `const held = []; for (let i = 0; i < 8; i += 1) held.push(Buffer.allocUnsafeSlow(512 * 1024 * 1024));
     process.stdout.write("all of it");`,
  );
  expect(out).not.toContain("all of it");
});

test("a document that takes too long ends with its process, and the next one is served", async () => {
  expect(await convertDocument({ ...job, timeoutMs: 1 })).toEqual({ refused: "exhausted" });
  expect(await convertDocument(job)).toMatchObject({ pages: [{ width: 640, height: 480 }] });
});

test("each document has a process of its own, also when many arrive at once", async () => {
  const converted = await Promise.all(Array.from({ length: 6 }, () => convertDocument(job)));
  for (const one of converted) expect(one).toMatchObject({ pages: [{ width: 640, height: 480 }] });
});

test("the colours of a page are those of the document", async () => {
  const conversion = await convertDocument(job);
  const [page] = "pages" in conversion ? conversion.pages : [];
  const { dominant } = await sharp(page?.picture).stats();
  expect(dominant.r).toBeGreaterThan(dominant.b);
});
