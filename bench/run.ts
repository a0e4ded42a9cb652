import { parseArgs } from "node:util";
import { isMain } from "@/server/platform/main-module";
import { benchAutosave } from "./autosave";
import { benchDirectory } from "./directory";
import { benchEmv } from "./emv";
import { benchLedgerCore } from "./ledger-core";
import { benchLive } from "./live";
import { benchPoster } from "./poster";
import { benchPosterFigures, benchPosters } from "./posters";
import { benchPrintBatch } from "./print-batch";
import { benchPushPayment } from "./push-payment";
import { benchReconcile } from "./reconcile";
import { benchRegistrations } from "./registration-rush";
import { benchReviewDesk } from "./review-desk";
import { benchSettlementRun } from "./settlement-run";
import { benchShopperPage } from "./shopper-page";
import { benchStatement } from "./statement";
import { benchStoreImport } from "./store-import";

type Given = { readonly minutes?: number; readonly processes?: readonly number[] };

/** Every benchmark by its name. Each says its figures as JSON lines, with a baseline measured in the same run. */
const BENCHES: Readonly<Record<string, (given: Given) => Promise<void>>> = {
  "push-payment": benchPushPayment,
  "ledger-core": benchLedgerCore,
  live: () => benchLive(),
  directory: benchDirectory,
  poster: benchPoster,
  posters: benchPosters,
  "poster-figures": benchPosterFigures,
  "print-batch": () => benchPrintBatch(),
  reconcile: () => benchReconcile(),
  registrations: () => benchRegistrations(),
  "review-desk": benchReviewDesk,
  emv: benchEmv,
  statement: benchStatement,
  "shopper-page": benchShopperPage,
  "store-import": () => benchStoreImport(),
  autosave: benchAutosave,
  "settlement-run": benchSettlementRun,
};

/** What was asked for: the names of benchmarks, none for all, how long a run that is meant to last may take, and more. */
function asked(): { readonly names: readonly string[]; readonly given: Given } {
  const { positionals, values } = parseArgs({
    options: { minutes: { type: "string" }, processes: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => BENCHES[name] === undefined);
  if (unknown.length > 0)
    throw new TypeError(`no benchmark ${unknown.join(", ")}; there are: ${Object.keys(BENCHES).join(", ")}`);
  const numberOf = (name: "minutes" | "processes") => {
    const text = values[name];
    if (text !== undefined && !(Number(text) > 0)) throw new TypeError(`--${name} takes a number above zero`);
    return text === undefined ? undefined : Number(text);
  };
  const [minutes, processes] = [numberOf("minutes"), numberOf("processes")];
  return {
    names: positionals,
    given: {
      ...(minutes !== undefined && { minutes }),
      ...(processes !== undefined && { processes: [processes] }),
    },
  };
}

/** `npm run bench [-- name…] [--minutes N] [--processes N]`. */
async function main(): Promise<void> {
  // The figures alone are printed.
  process.env.LOG_LEVEL ??= "error";
  let wanted: ReturnType<typeof asked>;
  try {
    wanted = asked();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 2;
    return;
  }
  const { names, given } = wanted;
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length === 0 || names.includes(name)) await bench(given);
  }
}

if (isMain(import.meta.url)) await main();
