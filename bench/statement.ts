import pg from "pg";
import { tableOf } from "@/app/api/settlement/table-of";
import { createCallerFactory, permitted, router } from "@/server/api/trpc";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import type { TableEncoding } from "@/server/settlement/papers/rules";
import { ALL_ENTRIES_SQL } from "@/server/settlement/papers/table/queries";
import { type Chain, closeMonth, openChain, ownerContext, plantPayments, settlementOf } from "./chain-bed";
import { liveMemoryMb, quantile, report, timed } from "./report";

const BENCH = "statement";
const STORES = 800;
const PAYMENTS = 1_000_000;
const ROUNDS = 40;
const WARM_UP = 3;
const COPIES = 3;

/**
 * A chain of 800 stores with a month of a million payments: everything that the page of its statement asks for, and
 * its table as CSV. The page's baseline passes the same gate and does nothing. The table's baseline is PostgreSQL's own
 * COPY TO of the same query, read by the same process, in turns.
 */
export async function benchStatement(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ LOG_LEVEL: "error" });
    const chain = await openChain(database.urls.superuser, STORES);
    await plantPayments(database.urls.superuser, chain, PAYMENTS);
    await measureNext(chain);
    const statementId = await closeMonth(database.urls.superuser);
    await measurePage(chain, statementId);
    await measureTable(chain, statementId, database.urls.noren_app);
    await database.drop();
  } finally {
    await teardown();
  }
}

function emptyOf(chain: Chain) {
  const nothing = router({ empty: permitted("payout:read").query(() => ({ rows: [] })) });
  return createCallerFactory(nothing)(ownerContext(chain)).empty;
}

async function takeTurns(
  work: Readonly<Record<"baseline" | "measured", () => Promise<unknown>>>,
  rounds: number,
) {
  const taken = { baseline: [0], measured: [0] };
  for (const list of Object.values(taken)) list.length = 0;
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const name of ["baseline", "measured"] as const) {
      const ms = await timed(work[name]);
      if (round >= WARM_UP) taken[name].push(ms);
    }
  }
  return taken;
}

/** Before the close, with all payments of the month open and no checkpoint to begin from: the worst case. */
async function measureNext(chain: Chain): Promise<void> {
  const taken = await takeTurns(
    { baseline: emptyOf(chain), measured: () => settlementOf(chain).statement.next() },
    5,
  );
  report({
    bench: BENCH,
    figure: `next payout over ${PAYMENTS} open payments without a checkpoint, median`,
    value: quantile(taken.measured, 0.5),
    unit: "ms",
    baseline: quantile(taken.baseline, 0.5),
  });
}

async function measurePage(chain: Chain, statementId: string): Promise<void> {
  const { statement, papers } = settlementOf(chain);
  const page = () =>
    Promise.all([
      statement.get({ statementId }),
      statement.breakdown({ statementId }),
      statement.stores({ statementId, limit: 10 }),
      statement.lines({ statementId, limit: 20 }),
      papers.files({ statementId }),
    ]);
  const taken = await takeTurns({ baseline: emptyOf(chain), measured: page }, ROUNDS);
  for (const [name, part] of [
    ["median", 0.5],
    ["p95", 0.95],
  ] as const) {
    report({
      bench: BENCH,
      figure: `page of a statement over ${PAYMENTS} payments, ${name}`,
      value: quantile(taken.measured, part),
      unit: "ms",
      baseline: quantile(taken.baseline, part),
    });
  }
  const last = await statement.entries({ statementId, line: 1, limit: 50 });
  const deep = await takeTurns(
    {
      baseline: emptyOf(chain),
      measured: async () => {
        const { lines } = await statement.lines({ statementId, afterLine: 40_000, limit: 50 });
        await statement.entries({ statementId, line: lines[0]?.seq ?? last.line.seq, limit: 50 });
      },
    },
    ROUNDS,
  );
  report({
    bench: BENCH,
    figure: "lines from the 40,000th on, and one of them opened, p95",
    value: quantile(deep.measured, 0.95),
    unit: "ms",
    baseline: quantile(deep.baseline, 0.95),
  });
}

async function measureTable(chain: Chain, statementId: string, appUrl: string): Promise<void> {
  const { papers } = settlementOf(chain);
  const paper = await papers.paper({ statementId });
  const read = async (encoding: TableEncoding, onChunk?: (bytes: number) => void) => {
    let bytes = 0;
    for await (const chunk of tableOf(papers, { paper, language: "ja", encoding })) {
      bytes += chunk.length;
      onChunk?.(bytes);
    }
    return bytes;
  };
  const taken: Record<"copy" | TableEncoding, number[]> = { copy: [], utf8: [], cp932: [] };
  const bytes = await read("utf8");
  for (let round = 0; round < COPIES; round += 1) {
    taken.copy.push(await timed(() => copyOut(appUrl, chain, statementId)));
    taken.utf8.push(await timed(() => read("utf8")));
    taken.cp932.push(await timed(() => read("cp932")));
  }
  const perSecond = (measured: readonly number[]) => PAYMENTS / (quantile(measured, 0.5) / 1_000);
  for (const encoding of ["utf8", "cp932"] as const) {
    report({
      bench: BENCH,
      figure: `CSV of ${PAYMENTS} entries in ${encoding}, against COPY TO`,
      value: perSecond(taken[encoding]),
      unit: "lines/s",
      baseline: perSecond(taken.copy),
    });
  }
  const inUse: number[] = [];
  await read("utf8", (sent) => {
    if (sent > (bytes * (inUse.length + 1)) / 11) inUse.push(liveMemoryMb());
  });
  report({
    bench: BENCH,
    figure: "most memory in use over a whole file, beside that after its first tenth",
    value: Math.max(...inUse),
    unit: "MB",
    baseline: inUse[0] ?? 0,
  });
}

async function copyOut(appUrl: string, { tenantId }: Chain, statementId: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query("SELECT set_config('noren.tenant_id', $1, false)", [tenantId]);
    const rows = ALL_ENTRIES_SQL.replaceAll("$1", `'${statementId}'`);
    await client.query(
      `COPY (SELECT part.kind, to_char(at, 'YYYY-MM-DD'), to_char(at, 'HH24:MI'), substr(payment_id, 5), refund_id,
                    store.name, wallet.name AS wallet, amount_minor, CASE WHEN payment_id IS NULL THEN reference END
             FROM (${rows}) part
             LEFT JOIN store ON store.id = part.store_id
             LEFT JOIN wallet ON wallet.id = part.wallet_id) TO STDOUT (FORMAT csv)`,
    );
  } finally {
    await client.end();
  }
}
