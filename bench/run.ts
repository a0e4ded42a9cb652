import { parseArgs } from "node:util";
import { isMain } from "@/server/platform/main-module";
import { benchAutosave } from "./autosave";
import { benchEmv } from "./emv";
import { benchLedgerCore } from "./ledger-core";
import { benchLive } from "./live";
import { benchMerchantList } from "./merchant-list";
import { benchPoster } from "./poster";
import { benchPosters } from "./posters";
import { benchPrintBatch } from "./print-batch";
import { benchPushPayment } from "./push-payment";
import { benchReviewDesk } from "./review-desk";
import { benchShopperPage } from "./shopper-page";

/** Every benchmark by its name. Each says its figures as JSON lines, with a baseline measured in the same run. */
const BENCHES: Readonly<Record<string, (given: { readonly minutes?: number }) => Promise<void>>> = {
  "push-payment": benchPushPayment,
  "ledger-core": benchLedgerCore,
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

/** What was asked for: the names of benchmarks, none for all, and how long a run that is meant to last may take. */
function asked(): { readonly names: readonly string[]; readonly minutes: number | undefined } {
  const { positionals, values } = parseArgs({
    options: { minutes: { type: "string" } },
    allowPositionals: true,
  });
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0)) throw new TypeError("--minutes takes a number above zero");
  const unknown = positionals.filter((name) => BENCHES[name] === undefined);
  if (unknown.length === 0) return { names: positionals, minutes };
  throw new TypeError(`no benchmark ${unknown.join(", ")}; there are: ${Object.keys(BENCHES).join(", ")}`);
}

/** `npm run bench [-- name…] [--minutes N]`. */
async function main(): Promise<void> {
  let given: ReturnType<typeof asked>;
  try {
    given = asked();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 2;
    return;
  }
  const { names, minutes } = given;
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length === 0 || names.includes(name)) await bench(minutes === undefined ? {} : { minutes });
  }
}

if (isMain(import.meta.url)) await main();
