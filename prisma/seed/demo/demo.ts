import { actAs } from "@/server/cli/acting";
import { rebuildSales } from "@/server/directory/activity/commands";
import { assignMany } from "@/server/directory/bulk/commands";
import { listManagers } from "@/server/directory/bulk/queries";
import { BULK_MAX } from "@/server/directory/bulk/rules";
import { importMerchants } from "@/server/directory/import/commands";
import type { ImportedStore } from "@/server/directory/import/rules";
import { refreshFigures } from "@/server/directory/network/figures/commands";
import { giveTenantRole } from "@/server/identity/memberships/commands";
import { type Day, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { newPaymentNumber } from "@/server/kernel/ids";
import { divideRounded } from "@/server/kernel/money";
import type { SystemScope } from "@/server/kernel/scope";
import { importPastSales, type PastSale } from "@/server/payments/history/commands";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import {
  confirmBankFile,
  issueBankFile,
  prepareBankFiles,
  releaseBankFile,
} from "@/server/settlement/bank-file/commands";
import { listBankFiles } from "@/server/settlement/bank-file/queries";
import { listHolidays } from "@/server/settlement/calendar/queries";
import { daysToClose } from "@/server/settlement/jobs";
import { importReceipts } from "@/server/settlement/reconciliation/money/commands";
import { runSettlement } from "@/server/settlement/run/commands";
import { seedPeople } from "../people";
import { DEMO_PEOPLE } from "../people.data";
import { prepareApplications } from "./applications";
import { bankStatement, knownToNetwork } from "./clearing";
import { DEMO_SHOP } from "./demo-shop.data";
import { joinTimes } from "./growth";
import { setDemoLimits } from "./limits";
import { registerAtNetwork, sellAtNetwork } from "./network";
import { type Dice, shopMaker } from "./shops";

const SEED = 20_261_122;
const DAY_MS = 86_400_000;
const HISTORY_DAYS = 90;
const WAITING_APPLICATIONS = 24;
const SHOPS_AT_ONCE = 1_000;
const SALES_AT_ONCE = 10_000;
/** CNY/JPY of the demonstration's past: yen per yuan in ten-thousandths. */
const QUOTE = 209_047n;

export type SeedReport = {
  readonly shops: number;
  readonly payments: number;
  readonly demoTenantId: string;
  readonly statements: number;
  readonly applications: number;
};

type Loaded = ImportedStore & {
  readonly basket: readonly [number, number];
  readonly weight: number;
  readonly joinedAtMs: number;
};

/**
 * Fills the network: shops through the directory's bulk load, registered on both sides, and their sales of the last
 * ninety days through the payments' bulk load; everything through yesterday's close is settled.
 */
export async function seedDemo(
  deps: Deps<SystemScope>,
  input: { readonly shops: number; readonly payments: number; readonly progress: (text: string) => void },
): Promise<SeedReport> {
  if (input.shops === 0) {
    await seedPeople(deps);
    return { shops: 0, payments: 0, demoTenantId: "", statements: 0, applications: 0 };
  }
  const sql = sqlOfClient(poolFor("jobs"));
  const branches = await sql<{ bankCode: string; branchCode: string }>(
    `SELECT bank_code AS "bankCode", code AS "branchCode" FROM bank_branch
     WHERE bank_code IN ('0001', '0005', '0009', '0010', '0033', '0036') ORDER BY 1, 2 LIMIT 2000`,
  );
  const maker = shopMaker({ number: SEED, nowMs: deps.now, branches });
  // The demo shop sells a few dozen times a day, so that its pages have something to show.
  const first = { ...maker.shop(deps.now - 200 * DAY_MS), weight: 20 + Math.ceil(input.shops * 0.05) };
  const shops = [{ ...first, merchant: { ...first.merchant, ...DEMO_SHOP } }];
  for (const joinedAtMs of joinTimes(input.shops - 1, deps.now, maker.roll)) {
    shops.push({ ...maker.shop(joinedAtMs), weight: [0, 1, 1, 2, 3, 6, 12][maker.roll.below(7)] ?? 1 });
  }
  const loaded: Loaded[] = [];
  await twoAtATime(chunks(shops, SHOPS_AT_ONCE), async (part, done) => {
    const stores = await importMerchants(
      deps,
      part.map((one) => one.merchant),
    );
    const byTenant = new Map(part.map((one) => [one.merchant.tenantId, one]));
    for (const store of stores) {
      const shop = byTenant.get(store.tenantId);
      const weight = shop?.merchant.state === "active" ? shop.weight : 0;
      const joinedAtMs = shop?.merchant.joinedAtMs ?? deps.now;
      loaded.push({ ...store, basket: shop?.basket ?? [100, 1_000], weight, joinedAtMs });
    }
    input.progress(`${done} shops`);
  });
  // The network's side of the registrations is another process and another database.
  const [sales] = await Promise.all([
    sell(deps, { loaded, payments: input.payments, roll: maker.roll, progress: input.progress }),
    registerAtNetwork(loaded.map((store) => store.storeId)),
  ]);
  const known = knownToNetwork(sales, deps.now);
  await Promise.all([sql("ANALYZE"), sellAtNetwork(known)]);
  await seatPeople(deps);
  await receiveMoney(sql, known, deps.now);
  await setDemoLimits(loaded.at(-1)?.storeId);
  // The runs keep the database busy and the applications' papers this process: side by side they take one's time.
  const [settled, waiting] = await Promise.all([
    settle(deps, input.progress),
    prepareApplications({ nowMs: deps.now, count: Math.min(WAITING_APPLICATIONS, input.shops) }),
  ]);
  input.progress(`${waiting.length} applications wait for review`);
  await shareOut(sql);
  await rebuildSales(deps);
  await refreshFigures(deps);
  return {
    shops: loaded.length,
    payments: input.payments,
    demoTenantId: DEMO_SHOP.tenantId,
    statements: settled,
    applications: waiting.length,
  };
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}

/** While the database works on one part, the next is made ready: two cores have two things to do. */
async function twoAtATime<T>(
  parts: readonly (readonly T[])[],
  work: (part: readonly T[], done: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let done = 0;
  const lane = async () => {
    for (let part = parts[next]; part !== undefined; part = parts[next]) {
      next += 1;
      done += part.length;
      await work(part, done);
    }
  };
  await Promise.all([lane(), lane()]);
}

type Sales = {
  readonly loaded: readonly Loaded[];
  readonly payments: number;
  readonly roll: Dice;
  readonly progress: (text: string) => void;
};

async function sell(
  deps: Deps<SystemScope>,
  { loaded, payments, roll, progress }: Sales,
): Promise<readonly PastSale[]> {
  const inOrder = [...loaded].sort((a, b) => a.joinedAtMs - b.joinedAtMs);
  const busy = inOrder.flatMap((store) => Array.from({ length: store.weight }, () => store));
  if (busy.length === 0) return [];
  // Sales are laid down in the order of their time, as the tables and their partitions would have met them.
  const times = Array.from({ length: payments }, () => saleTime(deps.now, roll)).sort((a, b) => a - b);
  let joined = 0;
  const sales = times.map((paidAtMs) => {
    // Nobody sells before they have joined; whoever joined first always has.
    while (joined < busy.length && (busy[joined]?.joinedAtMs ?? 0) < paidAtMs) joined += 1;
    return sale(busy[roll.below(Math.max(joined, 1))], paidAtMs, roll);
  });
  await twoAtATime(chunks(sales, SALES_AT_ONCE), async (part, done) => {
    await importPastSales(deps, part);
    progress(`${done} payments`);
  });
  return sales;
}

/** Finance hands in the bank's statement: what the network has paid waits for the reports that it belongs to. */
async function receiveMoney(sql: Sql, known: readonly PastSale[], nowMs: number): Promise<void> {
  if (known.length === 0 || env().sandboxUrl === undefined) return;
  const desk = await actAs("finance@demo.noren.example", "reconciliation:settle");
  const at = { todayOn: jstDay(nowMs), holidays: await listHolidays(sql) };
  await importReceipts(desk, { content: Buffer.from(bankStatement(known, at)).toString("base64") });
}

/** Shops are open by day, and more is sold at noon and in the evening. */
function saleTime(nowMs: number, roll: Dice): number {
  const hours = [9, 10, 11, 12, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 21];
  const day = jstDayStartMs(jstDay(nowMs - roll.below(HISTORY_DAYS) * DAY_MS));
  const at = day + (hours[roll.below(hours.length)] ?? 12) * 3_600_000 + roll.below(3_600_000);
  return at < nowMs ? at : at - DAY_MS;
}

function sale(store: Loaded | undefined, paidAtMs: number, roll: Dice): PastSale {
  if (store === undefined) throw new RangeError("no shop sells");
  const [least, most] = store.basket;
  const spread = most - least;
  // Small baskets are more common than large ones.
  const yen = BigInt(least + Math.min(roll.below(spread), roll.below(spread)));
  const isChinese = roll.below(100) < 22;
  const number = newPaymentNumber({ nowMs: paidAtMs, random: roll.bytes });
  return {
    paymentId: `pay_${number}`,
    tenantId: store.tenantId,
    storeId: store.storeId,
    payoutGroupId: store.payoutGroupId,
    codeId: store.codeId,
    walletId: isChinese ? "ALIPAY_CN" : "NOREN_JP",
    amountMinor: yen,
    payerAmountMinor: isChinese ? divideRounded(yen * 1_000_000n, QUOTE, "half_up") : yen,
    payerCurrency: isChinese ? "CNY" : "JPY",
    quotePrice: isChinese ? "20.9047" : null,
    networkPaymentId: `H${number}`,
    paidAtMs,
  };
}

/** The people of the sign-in page: operators with their roles, and the demo shop's staff. */
async function seatPeople(deps: Deps<SystemScope>): Promise<void> {
  const people = await seedPeople(deps);
  await deps.transact(async (tx) => {
    for (const person of DEMO_PEOPLE) {
      const personId = people.get(person.email);
      if (person.side === "operator" || personId === undefined) continue;
      await giveTenantRole(tx, deps, { personId, tenantId: DEMO_SHOP.tenantId, role: person.role });
    }
  });
}

/** The shops of every fourth prefecture are looked after by somebody, as many at once as a person may choose. */
async function shareOut(sql: Sql): Promise<void> {
  const desk = await actAs("network@demo.noren.example", "merchant:organise");
  const managers = await desk.transact((tx) => listManagers(tx, desk.scope));
  const places = await sql<{ code: string }>(
    `SELECT prefecture_code AS code FROM merchant GROUP BY 1 HAVING count(*) <= ${BULK_MAX} ORDER BY 1`,
  );
  for (const [at, { code }] of places.entries()) {
    const managerId = managers[(at / 4) % managers.length]?.id;
    if (managerId === undefined) continue;
    await assignMany(desk, { choice: { filters: { prefectureCode: code } }, managerId });
  }
}

/** At least this long ago was what the demo's bank has carried out. */
const PAID_DAYS_AGO = 7;

/** How many days before the newest the first close was: the end of last month, or the middle of it early in a month. */
function firstClose(newest: Day): number {
  const sinceMonthEnd = Number(newest.slice(8));
  return sinceMonthEnd >= PAID_DAYS_AGO ? sinceMonthEnd : 14;
}

/** Closes what is over: a long period first, then day by day, and pays out what has fallen due. */
async function settle(deps: Deps<SystemScope>, progress: (text: string) => void): Promise<number> {
  const [newest] = daysToClose(deps.now, null);
  if (newest === undefined) return 0;
  const today = jstDay(deps.now);
  let statements = 0;
  for (const daysAgo of [firstClose(newest), 1, 0]) {
    const throughOn = jstDay(jstDayStartMs(newest) - daysAgo * DAY_MS);
    const run = await runSettlement(deps, { throughOn });
    statements += run.statements;
    progress(`closed through ${throughOn}: ${run.statements} statements`);
    if (daysAgo >= PAID_DAYS_AGO) await payOut({ runId: run.runId, today });
  }
  return statements;
}

/** Two of the demo's finance people prepare and release the files of a run, and the bank has carried them out. */
async function payOut(of: { runId: string; today: string }): Promise<void> {
  const maker = await actAs("finance@demo.noren.example", "settlement:prepare");
  const checker = await actAs("finance2@demo.noren.example", "settlement:release");
  await prepareBankFiles(maker, { runId: of.runId });
  const files = await maker.transact((tx) =>
    listBankFiles(tx, maker.scope, { runId: of.runId, nowMs: maker.now }),
  );
  for (const file of files) {
    await releaseBankFile(checker, { bankFileId: file.id });
    await issueBankFile(maker, { bankFileId: file.id });
    if (file.payOn < of.today) await confirmBankFile(checker, { bankFileId: file.id });
  }
}
