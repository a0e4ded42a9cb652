import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { makeNetworkKeys } from "./payment-bed";
import { liveThroughReports, resolveAll } from "./reconciliation-life";
import { timed } from "./report";

const DAYS = 30;
const ROWS_A_DAY = 10_000;

/**
 * `npm run soak -- --reconciliation --seed S`: a month of the network's reports with every kind of difference planted on
 * every second day. All are found and nothing else, and the clearing account returns to zero when they are resolved.
 */
export async function soakReconciliation(given: { readonly seed: number }): Promise<boolean> {
  await setup();
  const database = await testDatabase(makeNetworkKeys().env);
  try {
    // A twentieth of the sales is refunded, and each refund is a row too.
    const perDay = Math.ceil((ROWS_A_DAY * 20) / 21);
    const life = { days: DAYS, perDay, seed: given.seed };
    let lived: Awaited<ReturnType<typeof liveThroughReports>> | undefined;
    const tookMs = await timed(async () => {
      lived = await liveThroughReports(database.urls.superuser, life);
    });
    if (!lived) return false;
    const { found, expected, rows, planted } = lived;
    const missed = expected.filter((line) => !found.includes(line));
    const false_ = found.filter((line) => !expected.includes(line));
    const balances = await resolveAll(planted);
    const left = [...balances]
      .filter(([, minor]) => minor !== 0n)
      .map(([account, minor]) => `${account} ${minor}`);
    const kinds = new Set(expected.map((line) => line.split(" ")[0])).size;
    const ok = missed.length + false_.length + left.length === 0;
    const told = {
      ok,
      seed: given.seed,
      days: DAYS,
      rows,
      planted: expected.length,
      kinds,
      found: found.length,
    };
    process.stdout.write(
      `${JSON.stringify({ ...told, missed, falseAlarms: false_, left, seconds: Math.round(tookMs / 1_000) })}\n`,
    );
    return ok;
  } finally {
    await database.drop();
    await teardown();
  }
}
