import { addDays, type Day, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { bookEntries } from "@/server/ledger/commands";
import { createMerchant } from "@/server/merchants/commands";
import { withClient } from "@/server/platform/database-roles";
import { type Sql, transactSql } from "@/server/platform/db";
import { ensurePartitions } from "@/server/platform/partitions";
import { runSettlement } from "@/server/settlement/run/commands";
import { finance, shopOf } from "./settlement-bed";
import {
  askEarly,
  type Batch,
  correct,
  type History,
  MCCS,
  type Place,
  placeOf,
  sell,
  takeBack,
} from "./settlement-events";
import { type ModelStatement, type ModelTerms, slowClose } from "./settlement-model";
import { contractRow, randomRates, randomTerms, rateRow } from "./settlement-terms";
import { type Dice, diceOf } from "./soak-model";

const DAYS = 40;
const HOUR_MS = 3_600_000;

/**
 * Lives one random history of settlement on the database that the process points to: contracts, rates, holidays, sales,
 * refunds, corrections and early payouts, closed day by day and compared with the model to the yen. Each shop has terms
 * of its own, and all that are due on a day are closed by one run.
 * @returns how many statements were compared, and the day on which the history began
 * @throws Error with what differs
 */
export async function liveSettlement(
  seed: number,
  given: { readonly superuserUrl: string; readonly shops: number },
): Promise<{ readonly statements: number; readonly startOn: Day }> {
  const dice = diceOf(seed);
  const startOn = startOf(seed, dice);
  await ensurePartitions(jstDayStartMs(startOn));
  const history = await begin(dice, startOn, given);
  let compared = 0;
  for (let count = 0; count < DAYS; count += 1) {
    const day = addDays(startOn, count);
    await liveDay(history, day);
    const after = jstDayStartMs(addDays(day, 1)) + 4 * HOUR_MS;
    await runSettlement(finance("per_maker", after), { throughOn: day });
    compared += await compareDay(history, day);
  }
  return { statements: compared, startOn };
}

/** From 2024 to 2030 in turn, every other one over the turn of a year, so that the longest bank holidays are met often. */
function startOf(seed: number, dice: Dice): Day {
  const year = 2024 + (seed % 7);
  if (dice.chance(50)) return addDays(toDay(`${year}-12-01`), dice.below(12));
  return addDays(toDay(`${year}-01-01`), dice.below(330));
}

async function begin(
  dice: Dice,
  startOn: Day,
  given: { readonly superuserUrl: string; readonly shops: number },
): Promise<History> {
  const deps = finance("per_maker", jstDayStartMs(startOn));
  const places: Place[] = [];
  for (let number = 1; number <= given.shops; number += 1) {
    const base = shopOf(number);
    const [store] = base.stores;
    if (store === undefined) throw new Error("a shop has a store");
    const stores = MCCS.map((mcc) => ({ ...store, mcc, name: `${store.name} ${mcc}` }));
    const made = await deps.transact((tx) => createMerchant(tx, deps, { ...base, stores }));
    places.push({ tenantId: made.merchantId, groupId: made.payoutGroupId, storeIds: made.storeIds });
  }
  const terms = places.map(() => randomTerms(dice, startOn));
  const rates = randomRates(dice, startOn, given.shops);
  const holidays = await plant(given.superuserUrl, { dice, startOn, places, terms, rates });
  const shops = terms.map((versions) => ({
    terms: versions,
    events: [],
    carried: 0n,
    wantsEarly: null,
    units: new Map(),
    unitOfSale: new Map(),
  }));
  const random = (size: number) => Uint8Array.from({ length: size }, () => dice.below(256));
  return { dice, shops, places, rates, holidays, sales: [], random };
}

type Planted = Pick<History, "dice" | "places" | "rates"> & {
  readonly startOn: Day;
  readonly terms: readonly ModelTerms[][];
};

/** Writes contracts, rates and some holidays that no package knows. @returns all days on which banks are closed */
async function plant(
  superuserUrl: string,
  { dice, startOn, places, terms, rates }: Planted,
): Promise<ReadonlySet<string>> {
  return withClient(superuserUrl, async (client) => {
    for (const [shop, versions] of terms.entries()) {
      for (const [version, one] of versions.entries()) {
        const { text, values } = contractRow(
          one,
          places[shop]?.tenantId ?? "",
          version + 1,
          versions[version + 1],
        );
        await client.query(text, values);
      }
    }
    for (const [index, rate] of rates.entries()) {
      const { text, values } = rateRow(rate, places, index);
      await client.query(text, values);
    }
    for (let extra = 0; extra < 3; extra += 1) {
      await client.query("INSERT INTO bank_holiday (day, name) VALUES ($1, 'x') ON CONFLICT DO NOTHING", [
        addDays(startOn, dice.below(60)),
      ]);
    }
    const found = await client.query<{ day: string }>("SELECT day FROM bank_holiday WHERE is_closed");
    return new Set(found.rows.map((row) => row.day));
  });
}

async function liveDay(history: History, day: Day): Promise<void> {
  const batch: Batch = { payments: [], refunds: [], entries: [] };
  for (const [index, shop] of history.shops.entries()) {
    const busy = history.dice.below(5);
    for (let sale = 0; sale < busy; sale += 1) sell(history, batch, index, day);
    if (history.dice.chance(45)) takeBack(history, batch, index, day);
    if (history.dice.chance(6)) correct(history, batch, index, day);
    if (history.dice.chance(4)) await askEarly(history, index, day);
    shop.events.sort((a, b) => a.bookedAtMs - b.bookedAtMs);
  }
  await transactSql("jobs", async (sql) => {
    await insertRows(sql, "payment", batch.payments);
    await insertRows(sql, "refund", batch.refunds);
    await bookEntries(sql, batch.entries);
  });
}

async function insertRows(sql: Sql, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).join(", ");
  await sql(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

const ROW = `SELECT opening_minor AS opening, sales_minor AS sales, refunds_minor AS refunds, adjustments_minor AS adjustments,
  returned_payouts_minor AS returned, fees_minor AS fees, fees_returned_minor AS "feesReturned",
  transfer_fee_minor AS "transferFee", tax_minor AS tax, tax_returned_minor AS "taxReturned", payout_minor AS payout,
  carried_minor AS carried, pay_on AS "payOn", payout_group_id AS "groupId",
  (SELECT sum(amount_minor) FROM statement_line WHERE statement_id = statement.id)::bigint AS lines
  FROM statement WHERE through_on = $1`;

async function compareDay(history: History, day: Day): Promise<number> {
  const rows = await transactSql("jobs", (sql) =>
    sql<ModelStatement & { groupId: string; lines: bigint | null }>(ROW, [day]),
  );
  const found = new Map(rows.map((row) => [row.groupId, row]));
  let compared = 0;
  for (const [index, shop] of history.shops.entries()) {
    const { groupId } = placeOf(history, index);
    const wanted = slowClose(shop, day, history);
    const row = found.get(groupId);
    if (wanted === null && row === undefined) continue;
    const { groupId: _group, lines, ...got } = row ?? { groupId, lines: null };
    const difference = Object.entries(wanted ?? {}).filter(
      ([name, value]) => Object.entries(got).find(([known]) => known === name)?.[1] !== value,
    );
    const moved = wanted ? wanted.sales - wanted.refunds + wanted.adjustments + wanted.returned : 0n;
    if (wanted === null || row === undefined || difference.length > 0 || (lines ?? 0n) !== moved)
      throw new Error(
        `shop ${index} on ${day}: the model says ${show(wanted)}, the run ${show(row ?? null)} under ${show(shop.terms)}`,
      );
    compared += 1;
  }
  return compared;
}

function show(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? `${inner}` : inner));
}
