import type { Readable } from "node:stream";
import PDFDocument from "pdfkit";
import { buildPosterPdf } from "@/server/codes/poster/document";
import { entryUrl, newCode } from "@/server/codes/rules";
import { isMain } from "@/server/platform/main-module";
import { typesetter } from "@/server/platform/typesetter";
import { quantile, report, timed } from "./report";

const ROUNDS = 40;
const WARM_UP = 5;
const NAME = "さくらマート 渋谷店";

async function drained(pdf: Readable | InstanceType<typeof PDFDocument>): Promise<number> {
  let bytes = 0;
  for await (const chunk of pdf) bytes += Buffer.from(chunk).length;
  return bytes;
}

/** One A4 poster, from its facts to the last byte. */
function poster(): Promise<number> {
  const code = newCode((size) => Uint8Array.from({ length: size }, (_, index) => index * 23));
  const facts = {
    code,
    url: entryUrl("https://noren.example", code),
    codeFormat: "URL",
    storeName: NAME,
    wallets: [
      { id: "NOREN_JP", name: "Noren Pay" },
      { id: "ALIPAY_CN", name: "Alipay" },
    ],
    serial: "N-000123",
    version: 1,
    issuedOn: "2026-11-22",
  } as const;
  return drained(
    buildPosterPdf({ posters: [facts], format: "a4", brand: { name: "Noren" }, sandbox: false }),
  );
}

/** What PDF itself costs: an A4 page with nothing but one name in the same embedded font. */
function emptyPage(): Promise<number> {
  const pdf = new PDFDocument({ size: "A4" });
  const size = 24;
  typesetter(pdf).line(NAME, 72, 72, { size, weight: "bold", color: "black" });
  pdf.end();
  return drained(pdf);
}

/** Builds posters and empty pages by turns. */
export async function benchPoster(): Promise<void> {
  const taken = { poster: [0], page: [0] };
  for (const list of Object.values(taken)) list.length = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const posterMs = await timed(poster);
    const pageMs = await timed(emptyPage);
    if (round < WARM_UP) continue;
    taken.poster.push(posterMs);
    taken.page.push(pageMs);
  }
  const baseline = quantile(taken.page, 0.5);
  report({
    bench: "poster",
    figure: "one A4 poster, median",
    value: quantile(taken.poster, 0.5),
    unit: "ms",
    baseline,
  });
}

if (isMain(import.meta.url)) await benchPoster();
