import { buildPosterPdf } from "@/server/codes/poster/document";
import type { PosterInput } from "@/server/codes/poster/rules";
import { entryUrl, newCode } from "@/server/codes/rules";
import { isMain } from "@/server/platform/main-module";
import { timed } from "./report";

export const THOUSAND = 1_000;

/** What a thousand posters took: milliseconds, kilobytes a page beyond the first, and memory. */
export type Thousand = Readonly<Record<"ms" | "kbAPage" | "peakMb" | "idleMb", number>>;

/** As many plain posters as are asked for, each of another store. */
export function* somePosters(count: number): Generator<PosterInput> {
  for (let at = 0; at < count; at += 1) {
    const code = newCode((size) => Uint8Array.from({ length: size }, (_, i) => at * 37 + i * 23 + (at >> 6)));
    yield {
      code,
      url: entryUrl("https://n.example", code),
      codeFormat: "URL",
      storeName: `さくらマート ${at + 1}号店`,
      wallets: [
        { id: "NOREN_JP", name: "のれんペイ" },
        { id: "ALIPAY_CN", name: "Alipay" },
      ],
      serial: "N-2B4D6F8H",
      version: 1,
      issuedOn: "2026-11-22",
    };
  }
}

async function sizeOf(posters: Iterable<PosterInput>): Promise<number> {
  let bytes = 0;
  const job = { posters, format: "a4", brand: { name: "Noren" }, sandbox: false } as const;
  for await (const chunk of buildPosterPdf(job)) bytes += Buffer.from(chunk).length;
  return bytes;
}

/** A thousand posters in a process of their own, so that its memory is theirs alone; prints what it took. */
async function buildThousand(): Promise<void> {
  const first = await sizeOf(somePosters(1));
  const idleMb = process.resourceUsage().maxRSS / 1024;
  let bytes = 0;
  const ms = await timed(async () => {
    bytes = await sizeOf(somePosters(THOUSAND));
  });
  const kbAPage = (bytes - first) / (THOUSAND - 1) / 1024;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const taken: Thousand = { ms, kbAPage, peakMb, idleMb };
  process.stdout.write(JSON.stringify(taken));
}

if (isMain(import.meta.url)) await buildThousand();
