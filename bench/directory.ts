import { createCaller } from "@/server/api/root";
import { createCallerFactory, permitted, router } from "@/server/api/trpc";
import { refreshFigures } from "@/server/directory/network/figures/commands";
import { withClient } from "@/server/platform/database-roles";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { contextAs } from "./context-bed";
import { directoryShop, multiplyDirectory, plantDirectory, plantSalesDays } from "./directory-bed";
import { quantile, report, timed } from "./report";

const SHOPS = 50_000;
const COPIES = 19;
const ROUNDS = 60;
const WARM_UP = 10;
const NOW = Date.parse("2026-11-28T03:00:00Z");

const CONTEXT = contextAs({ kind: "operator", id: "mem_bench", role: "network_manager" });

/**
 * The merchant list and the network's page at the procedure, with 50,000 merchants and with a million, and read models
 * of a hundred million payments. The baseline passes the same gate and does nothing; the calls take turns, so that a
 * busy neighbour hurts all of them alike.
 */
export async function benchDirectory(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ LOG_LEVEL: "error" });
    const owner = database.urls.superuser;
    const shops = Array.from({ length: SHOPS }, (_, index) => directoryShop(index));
    await plantDirectory(owner, shops);
    await measure(owner, "50,000");
    await multiplyDirectory(owner, COPIES);
    const payments = await plantSalesDays(owner);
    await measure(owner, "1,000,000");
    const ms = await timed(() => refreshFigures({ now: NOW }));
    report({
      bench: "directory",
      figure: "figures computed by the job, 1,000,000",
      value: ms,
      unit: "ms",
      baseline: null,
    });
    report({
      bench: "directory",
      figure: "payments in the read models",
      value: payments,
      unit: "payments",
      baseline: null,
    });
    await measureNetwork();
    await database.drop();
  } finally {
    await teardown();
  }
}

const { empty } = createCallerFactory(
  router({ empty: permitted("merchant:list").query(() => ({ rows: [] })) }),
)(CONTEXT);
const { directory } = createCaller(CONTEXT);

type Work = Readonly<Record<string, () => Promise<unknown>>>;

/** Every work in turn, round by round, and the p95 of each against that of the empty procedure. */
async function takeTurns(works: Work, size: string): Promise<void> {
  const all: Work = { "empty procedure": () => empty(), ...works };
  const taken = new Map<string, number[]>(Object.keys(all).map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(all)) {
      const ms = await timed(work);
      if (round >= WARM_UP) taken.get(name)?.push(ms);
    }
  }
  const baseline = quantile(taken.get("empty procedure") ?? [], 0.95);
  for (const [name, times] of taken) {
    const value = quantile(times, 0.95);
    report({ bench: "directory", figure: `${name}, ${size}, p95`, value, unit: "ms", baseline });
  }
}

async function measure(ownerUrl: string, size: string): Promise<void> {
  const cursors = await withClient(ownerUrl, (client) =>
    client.query<{ id: string }>(
      "SELECT id FROM merchant ORDER BY id OFFSET (SELECT count(*) / 5 FROM merchant) LIMIT 1",
    ),
  );
  const olderThan = cursors.rows[0]?.id ?? "";
  const list = directory.merchants;
  await takeTurns(
    {
      "first page": () => list({}),
      "cursor at 80 %": () => list({ olderThan }),
      "common term": () => list({ text: "マート" }),
      "common term, cursor at 80 %": () => list({ text: "マート", olderThan }),
      "two common terms": () => list({ text: "銀座 寿司" }),
      "rare term": () => list({ text: "青山ベーカリー 4000号" }),
      "absent term": () => list({ text: "存在しない店名" }),
      "phone number": () => list({ text: "0710004000" }),
      "state filter": () => list({ state: "suspended" }),
      "state filter, cursor at 80 %": () => list({ state: "suspended", olderThan }),
      "prefecture filter": () => list({ prefectureCode: "13" }),
      "municipality filter": () => list({ municipalityCode: "13113" }),
      "category filter": () => list({ mcc: "5411" }),
      "wallet filter": () => list({ walletId: "NOREN_JP", registration: "rejected" }),
      "activity filter": () => list({ activity: "dormant" }),
      "activity filter, cursor at 80 %": () => list({ activity: "paid", olderThan }),
      "risk filter": () => list({ risk: "open" }),
      "created filter": () => list({ approvedFromOn: "2026-10-01" }),
      "chain filter": () => list({ brandId: "brd_none" }),
      "manager filter": () => list({ managerId: "per_manager0" }),
      "tag filter": () => list({ tag: "重点" }),
    },
    size,
  );
}

async function measureNetwork(): Promise<void> {
  await takeTurns(
    { "network page": () => Promise.all([directory.network(), directory.growth.dormant({})]) },
    "1,000,000",
  );
}

if (isMain(import.meta.url)) await benchDirectory();
