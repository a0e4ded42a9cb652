import type { Context } from "@/server/api/context";
import { createCaller } from "@/server/api/root";
import { createCallerFactory, permitted, router } from "@/server/api/trpc";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { directoryShop, plantDirectory } from "./directory-bed";
import { quantile, report, timed } from "./report";

const SHOPS = 30_000;
const ROUNDS = 300;
const WARM_UP = 50;

const active = { kind: "operator", id: "mem_bench", role: "network_manager" } as const;
const CONTEXT: Context = {
  requestId: "req_bench",
  clientAddress: "",
  locale: "ja",
  signedIn: {
    sessionId: "ses_bench",
    personId: "per_bench",
    email: "bench@example.jp",
    name: "",
    locale: "ja",
    soundOn: false,
    steppedUpAtMs: null,
    secondFactor: "given",
    viewing: null,
    memberships: [active],
    active,
  },
};

/**
 * The first page of the merchant list, and a search by name, at 30,000 shops, at the procedure. The baseline passes
 * the same gate and does nothing. The calls take turns, so that a busy neighbour hurts all of them alike.
 */
export async function benchMerchantList(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ LOG_LEVEL: "error" });
    const shops = Array.from({ length: SHOPS }, (_, index) => directoryShop(index));
    await plantDirectory(database.urls.superuser, shops);
    await measure();
    await database.drop();
  } finally {
    await teardown();
  }
}

async function measure(): Promise<void> {
  const { directory } = createCaller(CONTEXT);
  const nothing = router({ empty: permitted("merchant:list").query(() => ({ rows: [] })) });
  const { empty } = createCallerFactory(nothing)(CONTEXT);
  const work = {
    baseline: () => empty(),
    page: () => directory.merchants({}),
    filtered: () => directory.merchants({ state: "suspended", prefectureCode: "13" }),
    search: () => directory.merchants({ text: "銀座 寿司" }),
  };
  const taken = { baseline: [0], page: [0], filtered: [0], search: [0] };
  for (const list of Object.values(taken)) list.length = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const name of ["baseline", "page", "filtered", "search"] as const) {
      const ms = await timed(work[name]);
      if (round >= WARM_UP) taken[name].push(ms);
    }
  }
  const say = (figure: string, measured: readonly number[], part: number) =>
    report({
      bench: "merchant-list",
      figure,
      value: quantile(measured, part),
      unit: "ms",
      baseline: quantile(taken.baseline, part),
    });
  say("first page, median", taken.page, 0.5);
  say("first page, p95", taken.page, 0.95);
  say("filtered page, p95", taken.filtered, 0.95);
  say("search, p95", taken.search, 0.95);
}

if (isMain(import.meta.url)) await benchMerchantList();
