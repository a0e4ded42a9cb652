import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { addDays, utc8DayStartMs } from "@/server/kernel/calendar";
import { withClient } from "@/server/platform/database-roles";
import { unsafeSettings } from "@/server/platform/database-settings";
import { poolFor } from "@/server/platform/db";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { importReport } from "@/server/settlement/reconciliation/reports/commands";
import { ITEM_COLUMNS } from "@/server/settlement/reconciliation/reports/rules";
import { type FileRow, fileName, itemsFile } from "./network-files";
import { jobDepsAt, makeNetworkKeys, plantShops } from "./payment-bed";
import { FIRST_DAY, tradeDay } from "./reconciliation-bed";
import { report, timed } from "./report";

const BENCH = "reconcile";
const ROWS = 500_000;
const SHOPS = 2_000;

/**
 * A report of half a million rows taken in, compared and booked. The baseline is PostgreSQL's own COPY of the same bytes
 * into a bare table of text, and one plain join of it with the payments by the network's id.
 */
export async function benchReconcile(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ ...makeNetworkKeys().env, LOG_LEVEL: "error" });
    const unsafe = await unsafeSettings(database.urls.noren_jobs);
    if (unsafe.length > 0) throw new Error(unsafe.join("\n"));
    const shops = await plantShops(database.urls.superuser, SHOPS);
    // A twentieth of the sales is refunded, and each refund is a row too.
    const perDay = Math.floor((ROWS * 20) / 21);
    const { rows } = await tradeDay({ superuserUrl: database.urls.superuser, shops, perDay, seed: 1 }, 0);
    await withClient(database.urls.superuser, (client) => client.query("ANALYZE"));
    const plainMs = await plain(database.urls.superuser, rows);
    const nowMs = utc8DayStartMs(addDays(FIRST_DAY, 1)) + 8 * 3_600_000;
    const name = fileName("transactionItems", FIRST_DAY);
    let outcome: Awaited<ReturnType<typeof importReport>> | undefined;
    const tookMs = await timed(async () => {
      outcome = await importReport(jobDepsAt(nowMs), { name, source: "folder", content: itemsFile(rows) });
    });
    if (!outcome?.ok || outcome.differing > 0) throw new Error(`a false alarm: ${JSON.stringify(outcome)}`);
    report({ bench: BENCH, figure: "rows", value: outcome.rows, unit: "rows", baseline: rows.length });
    report({
      bench: BENCH,
      figure: "imported and compared",
      value: tookMs / 1_000,
      unit: "s",
      baseline: plainMs / 1_000,
    });
    const peakMb = process.resourceUsage().maxRSS / 1_024;
    report({
      bench: BENCH,
      figure: "largest memory, the rows' own included",
      value: peakMb,
      unit: "MiB",
      baseline: null,
    });
    await database.drop();
  } finally {
    await teardown();
  }
}

async function plain(superuserUrl: string, rows: readonly FileRow[]): Promise<number> {
  const columns = ITEM_COLUMNS.map((column) => `"${column}"`);
  await withClient(superuserUrl, (client) =>
    client.query(
      `CREATE TABLE plain_report (${columns.map((column) => `${column} text`).join(", ")});
       GRANT INSERT, SELECT ON plain_report TO noren_jobs`,
    ),
  );
  const client = await poolFor("jobs").connect();
  try {
    return await timed(async () => {
      await client.query("BEGIN");
      await pipeline(bodyOf(rows), client.query(copyFrom("COPY plain_report FROM STDIN WITH (FORMAT csv)")));
      const joined = await client.query<{ matched: number }>(
        `SELECT count(*)::int AS matched FROM plain_report r
         JOIN payment p ON p.network_payment_id = r."transactionId" AND p.amount_minor = r."transactionAmountValue"::bigint`,
      );
      if ((joined.rows[0]?.matched ?? 0) === 0) throw new Error("the plain join found nothing");
      await client.query("COMMIT");
    });
  } finally {
    client.release();
  }
}

/** The rows without the header and the line that ends the file. */
async function* bodyOf(rows: readonly FileRow[]): AsyncGenerator<Uint8Array> {
  let isHead = true;
  for await (const part of itemsFile(rows)) {
    if (!isHead && part.length > 6) yield part;
    isHead = false;
  }
}
