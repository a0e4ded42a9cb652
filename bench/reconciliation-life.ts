import { addDays, type Day, jstDayStartMs, moveToBankDay, utc8DayStartMs } from "@/server/kernel/calendar";
import { newPaymentNumber } from "@/server/kernel/ids";
import { bookEntries } from "@/server/ledger/commands";
import { balancesByPrefix } from "@/server/ledger/queries";
import { disputeOpenedEntry, disputeSettledEntry } from "@/server/payments/books/rules";
import { randomBytes } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { read, transactSql } from "@/server/platform/db";
import { watchDays } from "@/server/settlement/reconciliation/days/jobs";
import { getStanding } from "@/server/settlement/reconciliation/days/queries";
import {
  confirmWriteOff,
  explainItem,
  proposeWriteOff,
} from "@/server/settlement/reconciliation/items/commands";
import { listItems, type ReconciliationItem } from "@/server/settlement/reconciliation/items/queries";
import { importReceipts, setAsideReceipt } from "@/server/settlement/reconciliation/money/commands";
import { importReport } from "@/server/settlement/reconciliation/reports/commands";
import { type FileRow, feeOf, fileName, itemsFile, summaryFile, sumsOf } from "./network-files";
import { jobDepsAt, plantShops } from "./payment-bed";
import { FIRST_DAY, type NetworkDay, tradeDay } from "./reconciliation-bed";
import { type Expected, type Planted, plantDifferences } from "./reconciliation-plants";
import { finance } from "./settlement-bed";

const SHOPS = 40;
/** What the planted day of a wrong summary is off by, and what the planted transfer lacks. */
const SUMMARY_OFF = 1_000n;
const SHORT_BY = 5_000n;

export type Life = { readonly days: number; readonly perDay: number; readonly seed: number };
export type Lived = {
  readonly planted: Planted;
  /** What the desk found, as `kind day id`, and what was planted, in the same words. */
  readonly found: readonly string[];
  readonly expected: readonly string[];
  readonly rows: number;
};

const told = ({ kind, day, networkId }: Expected) => `${kind} ${day} ${networkId}`;

/** Trades, plants, reports and pays a run of days, and lets the desk look at them. */
export async function liveThroughReports(superuserUrl: string, life: Life): Promise<Lived> {
  const shops = await plantShops(superuserUrl, SHOPS);
  const bed = { superuserUrl, shops, perDay: life.perDay, seed: life.seed };
  const days: NetworkDay[] = [];
  for (let at = 0; at < life.days; at += 1) days.push(await tradeDay(bed, at));
  const rows = plantDifferences(days);
  const [opening, ...others] = rows.days;
  if (!opening) throw new Error("no days");
  const expired = await plantExpired(superuserUrl, opening, shops[0]?.storeId ?? "");
  const planted = {
    days: [{ day: opening.day, rows: [...opening.rows, expired.row] }, ...others],
    expected: [...rows.expected, expired.expected],
  };
  const expected = [...planted.expected];
  expected.push(await plantDispute(superuserUrl, opening));
  for (const { day, rows } of planted.days) await reportDay(day, rows, expected);
  await payDays(planted.days, expected);
  await watchDays(jobDepsAt(endOf(planted.days)));
  const found = (await allItems()).map(
    (item) =>
      `${item.kind} ${item.clearingOn} ${item.networkId ?? (item.kind.startsWith("money") ? item.detail : "")}`,
  );
  const reported = planted.days.reduce((sum, day) => sum + day.rows.length, 0);
  return { planted, found: found.sort(), expected: expected.map(told).sort(), rows: reported };
}

/** An order that expired here, and which the network reports as paid. */
async function plantExpired(
  superuserUrl: string,
  first: NetworkDay,
  storeId: string,
): Promise<{ row: FileRow; expected: Expected }> {
  const model = first.rows.find((row) => row.type === "PAYMENT" && row.storeId === storeId) ?? first.rows[0];
  if (!model) throw new Error("an empty day");
  const atMs = utc8DayStartMs(first.day) + 3_600_000;
  const id = `pay_${newPaymentNumber({ nowMs: atMs, random: randomBytes })}`;
  await withClient(superuserUrl, (client) =>
    client.query(
      `INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, wallet_id, origin, state, amount_minor, created_at)
       SELECT $1, tenant_id, id, payout_group_id, 'CODE', 'NOREN_JP', 'entry', 'expired', 700, to_timestamp($3::float8 / 1000)
       FROM store WHERE id = $2`,
      [id, model.storeId, atMs],
    ),
  );
  const networkId = "n_expired";
  const row: FileRow = {
    ...model,
    networkId,
    requestId: id,
    walletId: "NOREN_JP",
    atMs,
    amount: 700n,
    settlement: 700n,
    fee: feeOf(700n, "NOREN_JP"),
  };
  return { row, expected: { kind: "state", networkId, day: first.day } };
}

/** A dispute that was lost: the books have it off what the network owes, and no report will name it. */
async function plantDispute(superuserUrl: string, first: NetworkDay): Promise<Expected> {
  const sale = first.rows.find((row) => row.type === "PAYMENT" && row.amount > 100n);
  if (!sale) throw new Error("an empty day");
  const atMs = sale.atMs + 1_000;
  const networkId = "d_lost";
  const [dispute] = await withClient(superuserUrl, async (client) => {
    const made = await client.query<{ tenant_id: string; payout_group_id: string; id: string }>(
      `INSERT INTO dispute (id, tenant_id, network_dispute_id, payment_id, store_id, payout_group_id, wallet_id, stage, state,
                            reason_code, amount_minor, opened_at, due_at, settled_at)
       SELECT 'dsp_lost', p.tenant_id, $1, p.id, p.store_id, p.payout_group_id, p.wallet_id, 'retrieval', 'lost', '', 100,
              to_timestamp($3::float8 / 1000), to_timestamp($3::float8 / 1000), to_timestamp($3::float8 / 1000)
       FROM payment p WHERE p.network_payment_id = $2 RETURNING id, tenant_id, payout_group_id`,
      [networkId, sale.networkId, atMs],
    );
    return made.rows;
  });
  if (!dispute) throw new Error("no payment to dispute");
  const of = {
    disputeId: dispute.id,
    round: 1,
    tenantId: dispute.tenant_id,
    payoutGroupId: dispute.payout_group_id,
    walletId: sale.walletId,
    amountMinor: 100n,
  };
  const deps = jobDepsAt(atMs);
  await transactSql("jobs", (sql) =>
    bookEntries(sql, [disputeOpenedEntry(deps, of), disputeSettledEntry(deps, of, false)]),
  );
  return { kind: "dispute", networkId, day: first.day };
}

/** Both files of a day; of the second day the summary is wrong, and of the third there is none. */
async function reportDay(day: Day, rows: readonly FileRow[], expected: Expected[]): Promise<void> {
  const nowMs = utc8DayStartMs(addDays(day, 1)) + 8 * 3_600_000;
  const take = (
    kind: "transactionItems" | "settlementSummary",
    content: AsyncIterable<Uint8Array>,
    afterMs: number,
  ) => importReport(jobDepsAt(nowMs + afterMs), { name: fileName(kind, day), source: "folder", content });
  must((await take("transactionItems", itemsFile(rows), 0)).ok, `the items of ${day} were refused`);
  if (day === addDays(FIRST_DAY, 2)) {
    expected.push({ kind: "report_missing", networkId: "", day });
    return;
  }
  const isWrong = day === addDays(FIRST_DAY, 1);
  if (isWrong) expected.push({ kind: "summary", networkId: "", day });
  const summary = summaryFile(day, rows, isWrong ? SUMMARY_OFF : 0n);
  must((await take("settlementSummary", summary, 1_000)).ok, `the summary of ${day} was refused`);
}

/**
 * The bank's statement: what each day promises arrives on its bank day, days of a weekend in one sum. One transfer is
 * short, the last day is not paid, and one sum is nobody's.
 */
async function payDays(days: readonly NetworkDay[], expected: Expected[]): Promise<void> {
  const lines: string[] = ["日付,入金,出金,摘要"];
  const due = (day: Day) => moveToBankDay(addDays(day, 1), "next", new Set(["2026-11-03", "2026-11-23"]));
  const paid = days.slice(0, -1);
  for (const payday of [...new Set(paid.map(({ day }) => due(day)))]) {
    const of = paid.filter(({ day }) => due(day) === payday);
    const sum = of.reduce((total, { day, rows }) => {
      const { amount, commission } = sumsOf(rows);
      return total + amount - commission + (day === addDays(FIRST_DAY, 1) ? SUMMARY_OFF : 0n);
    }, 0n);
    lines.push(`${payday.replaceAll("-", "/")},"${sum.toLocaleString("en-US")}",,ネットワーク ${payday}`);
  }
  const last = days.at(-1);
  if (!last) return;
  expected.push({ kind: "money_missing", networkId: "", day: last.day });
  // The day of the wrong summary is paid as promised, which is not what its items come to.
  const off = addDays(FIRST_DAY, 1);
  expected.push({
    kind: "money_differs",
    networkId: `ネットワーク ${due(off)}`,
    day: first(paid, due(off), due),
  });
  const stray = due(last.day);
  lines.push(`${stray.replaceAll("-", "/")},${SHORT_BY},,利息`);
  expected.push({ kind: "money_unknown", networkId: "利息", day: stray });
  const content = Buffer.from(lines.join("\n")).toString("base64");
  const deps = finance("per_maker", endOf(days));
  const taken = await importReceipts(deps, { content });
  must(
    taken.ok && taken.matched === lines.length - 2,
    `the bank's statement was not matched: ${JSON.stringify(taken)}`,
  );
  const again = await importReceipts(deps, { content });
  must(again.ok && again.recorded === 0, "the same statement was taken twice");
}

function first(days: readonly NetworkDay[], payday: Day, due: (day: Day) => Day): Day {
  return days.find(({ day }) => due(day) === payday)?.day ?? FIRST_DAY;
}

/** When the money of the last day is overdue, and the reports of the day after it are not yet due. */
function endOf(days: readonly NetworkDay[]): number {
  return jstDayStartMs(addDays(days.at(-1)?.day ?? FIRST_DAY, 2)) + 30 * 60_000;
}

async function allItems(): Promise<ReconciliationItem[]> {
  const { scope } = finance("per_maker", 0);
  const items: ReconciliationItem[] = [];
  let after: string | undefined;
  do {
    const page = await read(scope, (tx) =>
      listItems(tx, scope, { closed: false, after, limit: 200, nowMs: 0 }),
    );
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items;
}

/**
 * Brings everything to its end: the network sends what it owes, pays the last day, and two people write off or explain
 * the rest. @returns every balance between the network and us, all of which must then be zero
 */
export async function resolveAll(planted: Planted): Promise<ReadonlyMap<string, bigint>> {
  const nowMs = endOf(planted.days);
  const [maker, checker] = [finance("per_maker", nowMs + 1_000), finance("per_checker", nowMs + 2_000)];
  const third = planted.days[2];
  if (third) {
    const name = fileName("settlementSummary", third.day);
    const content = summaryFile(third.day, third.rows);
    must(
      (await importReport(jobDepsAt(nowMs), { name, source: "folder", content })).ok,
      "a late summary was refused",
    );
  }
  const last = planted.days.at(-1);
  if (last) {
    const { amount, commission } = sumsOf(last.rows);
    const content = Buffer.from(
      `日付,入金,摘要\n${addDays(last.day, 5)},${amount - commission},遅れ\n`,
    ).toString("base64");
    must((await importReceipts(maker, { content })).ok, "late money was refused");
  }
  await watchDays(jobDepsAt(nowMs + 500));
  for (const item of await allItems()) {
    if (item.kind === "money_unknown") {
      const [receipt] = await transactSql("jobs", (sql) =>
        sql<{ id: string }>("SELECT id FROM network_receipt WHERE state = 'open'"),
      );
      await setAsideReceipt(maker, { receiptId: receipt?.id ?? "", reason: "利息" });
    } else if (item.books) {
      await proposeWriteOff(maker, { itemId: item.id, reason: "ネットワークと合意" });
      await confirmWriteOff(checker, { itemId: item.id });
    } else await explainItem(maker, { itemId: item.id, reason: "翌日のファイルで確認" });
  }
  must((await allItems()).length === 0, "something is still open");
  const { scope } = maker;
  const { unexplainedMinor } = await read(scope, (tx) => getStanding(tx, scope));
  must(unexplainedMinor === 0n, `${unexplainedMinor} are unexplained`);
  const balances = await transactSql("jobs", async (sql) => [
    ...(await balancesByPrefix(sql, "network:")),
    ...(await balancesByPrefix(sql, "acquirer:network_clearing")),
  ]);
  return new Map(
    balances
      .filter(({ account }) => !account.endsWith("fee_expense"))
      .map(({ account, balanceMinor }) => [account, balanceMinor]),
  );
}

function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
