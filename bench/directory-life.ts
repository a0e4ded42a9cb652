import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { createCaller } from "@/server/api/root";
import { checkSales } from "@/server/directory/activity/check/commands";
import { merchantCsv } from "@/server/directory/export/merchants/document";
import { refreshWatch } from "@/server/directory/watch/commands";
import { plantLife } from "./directory-life-bed";
import { jobDepsAt } from "./payment-bed";
import { liveMemoryMb, report, timed } from "./report";

const BENCH = "directory";
const WEEK_PAYMENTS = 1_000_000;

type Caller = ReturnType<typeof createCaller>;

/** Where the works are done: the procedures as an operator calls them, the owner of the database, and business time. */
type Bed = { readonly directory: Caller["directory"]; readonly ownerUrl: string; readonly nowMs: number };

/**
 * What goes over the whole network at its full size: the jobs that watch codes and compare the read models with the
 * books, each beside one plain pass over the same rows, and the table of all merchants beside COPY of their columns.
 */
export async function measureLife({ directory, ownerUrl, nowMs }: Bed): Promise<void> {
  await plantLife(ownerUrl, nowMs, WEEK_PAYMENTS);
  const deps = jobDepsAt(nowMs);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const pass = (text: string) => timed(() => owner.query(text));
  const say = (figure: string, value: number, baseline: number) =>
    report({ bench: BENCH, figure: `${figure}, 1,000,000`, value, unit: "ms", baseline });

  const allCodes = await pass(CODES);
  say("codes to watch, said anew", await timed(() => refreshWatch(deps)), allCodes);
  const booked = await pass(BOOKED);
  let wrong = 0;
  const checked = await timed(async () => {
    const { days, merchants } = await checkSales(deps);
    wrong = days.length + merchants;
  });
  say("read models compared with the books", checked, booked);
  report({
    bench: BENCH,
    figure: "days and merchants put right",
    value: wrong,
    unit: "found",
    baseline: null,
  });

  const copied = await timed(() => copyOut(owner));
  let [rows, memoryMb] = [0, 0];
  const exported = await timed(async () => {
    const nextPage = (cursor: Parameters<typeof directory.export.page>[0]["cursor"]) =>
      directory.export.page({ cursor });
    for await (const lines of merchantCsv(nextPage, "ja")) {
      rows += lines.length > 0 ? lines.split("\r\n").length - 1 : 0;
      if (rows % 50_000 < 1_000) memoryMb = Math.max(memoryMb, liveMemoryMb());
    }
  });
  say(`table of ${rows} stores`, exported, copied);
  report({ bench: BENCH, figure: "memory in use meanwhile", value: memoryMb, unit: "MB", baseline: null });
  await owner.end();
}

async function copyOut(owner: pg.Client): Promise<void> {
  for await (const _chunk of owner.query(copyTo(COLUMNS))) {
    // Read and thrown away, as the reader of the table may.
  }
}

const CODES = `SELECT count(*) FROM code c JOIN store s ON s.id = c.store_id JOIN merchant m ON m.id = s.merchant_id
  LEFT JOIN code_activity a ON a.code_id = c.id LEFT JOIN code_scan o ON o.code_id = c.id WHERE s.state = m.state AND a.payments > 0`;

const BOOKED = `SELECT e.business_day_on, p.wallet_id, count(*), sum(p.amount_minor) FROM ledger_entry e
  JOIN payment p ON p.id = e.reference JOIN merchant m ON m.id = e.tenant_id GROUP BY 1, 2`;

const COLUMNS = `COPY (SELECT m.*, s.*, ARRAY(SELECT wallet_id FROM wallet_registration r WHERE r.store_id = s.id) FROM merchant m
  JOIN store s ON s.merchant_id = m.id ORDER BY m.id DESC, s.id) TO STDOUT (FORMAT csv)`;
