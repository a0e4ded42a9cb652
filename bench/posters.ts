import { spawn } from "node:child_process";
import { join } from "node:path";
import { Byte, Encoder } from "@nuintun/qrcode";
import { chromium } from "@playwright/test";
import QRCode from "qrcode";
import { findChromium } from "@/e2e/chromium";
import type { PosterInput } from "@/server/codes/poster/rules";
import { symbolFor, symbolSvg } from "@/server/codes/symbol/document";
import { isMain } from "@/server/platform/main-module";
import { difficultPoster, READERS } from "./poster-bed";
import { comparePrintedLetters } from "./poster-glyphs";
import { DIFFICULT_NAMES } from "./poster-names.data";
import { addShards, SHARDS, type Shard } from "./poster-reading";
import { somePosters, THOUSAND, type Thousand } from "./poster-thousand";
import { quantile, report, timed } from "./report";

const CHROMIUM_PAGES = 15;
const ENCODING_ROUNDS = 40;
const ENCODINGS_A_ROUND = 20;
/** Letters below this are not the font's; thin strokes at 150 dpi cost the genuine ones a little. */
const LIKE = 0.7;

/** Prints, photographs and reads; says for every disturbance how often it was read, beside the reference. */
async function benchReading(): Promise<boolean> {
  const shards = Array.from({ length: SHARDS }, (_, shard) =>
    inChild<Shard>("poster-reading.ts", [`${shard}`]),
  );
  const { faults, tallies } = addShards(await Promise.all(shards));
  let fine = faults === 0;
  report({ bench: "posters", figure: "faults of layout", value: faults, unit: "faults", baseline: null });
  for (const [key, { shots, read }] of Object.entries(tallies).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const reader of READERS) {
      const { both, ours, reference } = read[reader];
      report({
        bench: "posters",
        figure: `read by ${reader}, ${key} (${shots} shots)`,
        value: (100 * (both + ours)) / shots,
        unit: "%",
        baseline: (100 * (both + reference)) / shots,
      });
      fine = fine && notWorse(ours, reference);
    }
  }
  return fine;
}

/**
 * Both symbols are photographed alike, so only those count that one of the two readings missed. Worse is what misses
 * more of them than chance does in one of a thousand runs; some fifty rows are looked at.
 */
function notWorse(ours: number, reference: number): boolean {
  return reference - ours <= 3.1 * Math.sqrt(ours + reference);
}

async function benchLetters(): Promise<boolean> {
  const letters = await comparePrintedLetters(DIFFICULT_NAMES);
  const wrong = letters.filter(({ likeness }) => likeness < LIKE);
  const figure = `letters of ${letters.length} that are not the font's`;
  report({ bench: "posters", figure, value: wrong.length, unit: "letters", baseline: null });
  return wrong.length === 0;
}

/** What a program beside this one says as JSON. */
async function inChild<Said>(program: string, given: readonly string[] = []): Promise<Said> {
  const file = join(import.meta.dirname, program);
  const child = spawn(process.execPath, ["--import", "tsx", file, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const chunk of child.stdout) text += String(chunk);
  return JSON.parse(text);
}

/** The same page as HTML with the symbol as SVG, printed by a headless browser: what one would do without a PDF writer. */
async function chromiumMsAPage(): Promise<number> {
  const { executablePath, args, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, args, env: { ...env } });
  try {
    const page = await browser.newPage();
    const print = async (poster: PosterInput) => {
      const symbol = symbolSvg(symbolFor(poster.url));
      const marks = poster.wallets.map(({ name }) => `<b>${name}</b>`).join(" ");
      await page.setContent(`<h1>Noren</h1><h2>${poster.storeName}</h2>${symbol}<p>${poster.code}</p>${marks}<ol>
        <li>コードを読み取る Scan the code 扫描二维码 코드를 스캔</li>
        <li>金額を入力する Enter the amount 输入金额 금액 입력</li>
        <li>画面を見せる Show the screen 出示屏幕 화면 제시</li></ol>
        <p>${poster.serial} · ${poster.version} · ${poster.issuedOn}</p>`);
      await page.pdf({ format: "A4", printBackground: true });
    };
    const posters = [...somePosters(CHROMIUM_PAGES + 2)];
    for (const poster of posters.splice(0, 2)) await print(poster);
    const ms = await timed(async () => {
      for (const poster of posters) await print(poster);
    });
    return ms / CHROMIUM_PAGES;
  } finally {
    await browser.close();
  }
}

async function benchThousand(): Promise<boolean> {
  const { ms, kbAPage, peakMb, idleMb } = await inChild<Thousand>("poster-thousand.ts");
  const chromiumMs = (await chromiumMsAPage()) * THOUSAND;
  const of = (figure: string, value: number, unit: string, baseline: number | null) =>
    report({ bench: "posters", figure, value, unit, baseline });
  of("1,000 A4 posters in one PDF, beside Chromium printing as many", ms, "ms", chromiumMs);
  of("memory at the peak, beside the process with one poster", peakMb, "MB", idleMb);
  of("a page beyond the first", kbAPage, "KB", null);
  return ms < 10_000 && peakMb < 200 && kbAPage <= 6 && chromiumMs / ms >= 10;
}

/** Encoders by turns, so that a busy moment of the machine strikes all of them; the median of their rounds counts. */
async function benchEncoding(): Promise<void> {
  const value = difficultPoster("さくらマート", 0).url;
  const segments = [{ data: new TextEncoder().encode(value), mode: "byte" as const }];
  const encoders = {
    own: () => symbolFor(value),
    qrcode: () => QRCode.create(segments, { version: 4, errorCorrectionLevel: "Q" }),
    "@nuintun/qrcode": () => new Encoder({ level: "Q", version: 4 }).encode(new Byte(value)),
  };
  const taken = new Map<string, number[]>();
  for (let round = 0; round < ENCODING_ROUNDS; round += 1) {
    for (const [name, encode] of Object.entries(encoders)) {
      const ms = await timed(async () => {
        for (let i = 0; i < ENCODINGS_A_ROUND; i += 1) encode();
      });
      taken.set(name, [...(taken.get(name) ?? []), (1_000 * ms) / ENCODINGS_A_ROUND]);
    }
  }
  const median = (name: string) => quantile(taken.get(name) ?? [], 0.5);
  for (const name of ["qrcode", "@nuintun/qrcode"]) {
    const figure = `encoding a code, beside ${name}`;
    report({ bench: "posters", figure, value: median("own"), unit: "µs", baseline: median(name) });
  }
}

/** What posters cost: a thousand in one PDF, and the encoding of a code. The exit code says whether the bounds were kept. */
export async function benchPosterFigures(): Promise<void> {
  if (!(await benchThousand())) process.exitCode = 1;
  await benchEncoding();
}

/** The printed-page test bench, with those figures. The exit code says whether every bound was kept. */
export async function benchPosters(): Promise<void> {
  await benchPosterFigures();
  const kept = [await benchLetters(), await benchReading()];
  if (kept.includes(false)) process.exitCode = 1;
}

if (isMain(import.meta.url)) await benchPosters();
