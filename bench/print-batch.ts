import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCodes } from "@/server/codes/commands";
import { requestPrint } from "@/server/codes/print/commands";
import { printedFile } from "@/server/codes/print/gateway";
import { drawNextPart } from "@/server/codes/print/jobs";
import { getPrint } from "@/server/codes/print/queries";
import { PART_CODES, PRINT_CODES_MAX, partsOf } from "@/server/codes/print/rules";
import { printRequest } from "@/server/codes/print/schema";
import { read, sqlOfTx, transact } from "@/server/platform/db";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { jobDepsAt, makeNetworkKeys, ownerDepsAt, plantShops } from "./payment-bed";
import { liveMemoryMb, report, timed } from "./report";

const NOW = Date.UTC(2026, 10, 28, 7);
const CODES_AT_ONCE = 5_000;
/** Memory is looked at once in so many pieces of the file, since each look collects the garbage. */
const CHUNKS_A_LOOK = 100;

/** As many posters as one print may have, drawn piece by piece as the worker does, and put together as they are fetched. */
export async function benchPrintBatch(count = PRINT_CODES_MAX): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "noren-print-batch-"));
  await setup();
  const database = await testDatabase({
    ...makeNetworkKeys().env,
    STORAGE_URL: `file:${folder}`,
    LOG_LEVEL: "warn",
  });
  try {
    const [shop] = await plantShops(database.urls.superuser, 1);
    if (shop === undefined) throw new Error("no shop");
    const jobs = jobDepsAt(NOW);
    const { merchantId: tenantId, storeId } = shop;
    for (let made = 1; made < count; made += CODES_AT_ONCE) {
      const length = Math.min(CODES_AT_ONCE, count - made);
      const codes = Array.from({ length }, (_, at) => ({
        tenantId,
        storeId,
        counterName: `レジ ${made + at}`,
      }));
      await transact(jobs.scope, (tx) => createCodes(sqlOfTx(tx), jobs, codes));
    }
    const owner = ownerDepsAt(shop, NOW);
    const { printId, codes } = await requestPrint(owner, printRequest.parse({ choice: {} }));
    const memory: number[] = [];
    const drawMs = await timed(async () => {
      while ((await drawNextPart(jobs)) > 0) memory.push(liveMemoryMb());
    });
    const print = await read(owner.scope, (tx) => getPrint(tx, owner.scope, printId));
    if (print.state !== "done") throw new Error(`the print is ${print.state}`);
    let [bytes, looks, sendingMb] = [0, 0, 0];
    const sendMs = await timed(async () => {
      for await (const chunk of printedFile(print)) {
        bytes += chunk.length;
        looks += 1;
        if (looks % CHUNKS_A_LOOK === 1) sendingMb = Math.max(sendingMb, liveMemoryMb());
      }
    });
    const say = (figure: string, value: number, unit: string, baseline: number | null = null) =>
      report({ bench: "print-batch", figure, value, unit, baseline });
    const kinds = partsOf(codes).map(({ kind }) => kind);
    say(`${codes} A4 posters drawn in pieces of ${PART_CODES}`, drawMs / 1_000, "s");
    for (const kind of new Set(kinds)) {
      const inUse = memory.filter((_, at) => kinds[at] === kind);
      // The first two alternate: one has what the other has just left behind.
      const settled = Math.max(...inUse.slice(0, 2));
      const most = Math.max(...inUse);
      say(`memory in use over ${inUse.length} pieces of ${kind}, beside the first two`, most, "MB", settled);
      if (most > settled * 1.1) process.exitCode = 1;
    }
    say("memory in use while the whole file is sent", sendingMb, "MB");
    say("the whole file", bytes / 1024 / 1024, "MB");
    say("sent", sendMs / 1_000, "s");
  } finally {
    await database.drop();
    await teardown();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) await benchPrintBatch(Number(process.argv[2] ?? PRINT_CODES_MAX));
