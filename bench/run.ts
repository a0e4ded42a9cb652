import { isMain } from "@/server/platform/main-module";
import { benchAutosave } from "./autosave";
import { benchEmv } from "./emv";
import { benchLive } from "./live";
import { benchMerchantList } from "./merchant-list";
import { benchPoster } from "./poster";
import { benchPosters } from "./posters";
import { benchPrintBatch } from "./print-batch";
import { benchPushPayment } from "./push-payment";
import { benchReviewDesk } from "./review-desk";
import { benchShopperPage } from "./shopper-page";

/** Every benchmark by its name. Each says its figures as JSON lines, with a baseline measured in the same run. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  "push-payment": () => benchPushPayment(),
  live: () => benchLive(),
  "merchant-list": benchMerchantList,
  poster: benchPoster,
  posters: benchPosters,
  "print-batch": () => benchPrintBatch(),
  "review-desk": benchReviewDesk,
  emv: benchEmv,
  "shopper-page": benchShopperPage,
  autosave: benchAutosave,
};

/** `npm run bench [-- name…]`: all of them, or those that are named. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => BENCHES[name] === undefined);
  if (unknown.length > 0) {
    process.stderr.write(
      `no benchmark ${unknown.join(", ")}; there are: ${Object.keys(BENCHES).join(", ")}\n`,
    );
    process.exitCode = 2;
    return;
  }
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length === 0 || names.includes(name)) await bench();
  }
}

if (isMain(import.meta.url)) await main(process.argv.slice(2).filter((name) => name !== "--"));
