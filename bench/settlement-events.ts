import { addDays, type Day, instant, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import { accounts, type EntryKind, type NewEntry } from "@/server/ledger/rules";
import { requestEarlyPayout } from "@/server/settlement/early/commands";
import { owner } from "./settlement-bed";
import type { ModelEvent, ModelRate, ModelSale, ModelShop } from "./settlement-model";
import type { Dice } from "./soak-model";

const HOUR_MS = 3_600_000;
const WALLETS = ["ALIPAY_CN", "NOREN_JP"] as const;

export type Place = {
  readonly tenantId: string;
  readonly groupId: string;
  readonly storeIds: readonly string[];
};
export const MCCS = ["5411", "5812"] as const;

export type History = {
  readonly dice: Dice;
  readonly shops: readonly ModelShop[];
  readonly places: readonly Place[];
  readonly rates: readonly ModelRate[];
  readonly holidays: ReadonlySet<string>;
  readonly sales: ModelSale[];
  readonly random: (size: number) => Uint8Array;
};

/** What a day brings, before it is written: rows by table and the entries of the books. */
export type Batch = { readonly payments: object[]; readonly refunds: object[]; readonly entries: NewEntry[] };

/** Any moment that belongs to a day's work: also the last millisecond, the first, and the hours after midnight. */
function momentOf({ dice }: History, day: Day): number {
  const start = jstDayStartMs(day);
  const edges = [
    start,
    start + 24 * HOUR_MS - 1,
    start + 24 * HOUR_MS,
    start + 24 * HOUR_MS + dice.below(3 * HOUR_MS),
  ];
  return dice.chance(20) ? (edges[dice.below(edges.length)] ?? start) : start + dice.below(24 * HOUR_MS);
}

/** Amounts near the yen where fees turn, and large ones. */
function amountOf(dice: Dice): bigint {
  if (dice.chance(10)) return 105n;
  return BigInt(1 + dice.below(dice.chance(50) ? 500 : 90_000));
}

/** Where a shop of the history stands in the database. */
export function placeOf(history: History, shop: number): Place {
  const place = history.places[shop];
  if (place === undefined) throw new Error("no such shop");
  return place;
}

type Booking = {
  readonly kind: EntryKind;
  readonly reference: string;
  readonly businessDayOn: string;
  readonly atMs: number;
  readonly amount: bigint;
};

/** An entry that moves what a shop is owed; a negative amount takes it from the shop. */
function book(history: History, batch: Batch, shop: number, one: Booking): void {
  const { tenantId, groupId } = placeOf(history, shop);
  const payable = accounts.merchantPayable(tenantId, groupId);
  const other = one.kind === "adjustment" ? accounts.adjustments : accounts.networkReceivable("NOREN_JP");
  const [from, to] = one.amount > 0n ? [payable, other] : [other, payable];
  const id = newId("entry", { nowMs: one.atMs, random: history.random });
  batch.entries.push({
    id,
    key: `test:${id}`,
    kind: one.kind,
    reference: one.reference,
    tenantId,
    businessDayOn: one.businessDayOn,
    occurredAtMs: one.atMs,
    bookedAtMs: one.atMs,
    postings: [{ from, to, amountMinor: one.amount > 0n ? one.amount : -one.amount, currency: "JPY" }],
  });
}

function remember(history: History, shop: number, event: Omit<ModelEvent, "summed">): void {
  history.shops[shop]?.events.push({ ...event, summed: false });
}

/** A sale by one of the shop's wallets. */
export function sell(history: History, batch: Batch, shop: number, day: Day): void {
  const { dice } = history;
  const atMs = momentOf(history, day);
  const { tenantId, groupId, storeIds } = placeOf(history, shop);
  const branch = dice.below(MCCS.length);
  const wallet = WALLETS[dice.below(WALLETS.length)] ?? "NOREN_JP";
  const id = `pay_${atMs}${String(history.sales.length).padStart(7, "0")}`;
  // A sale of the evening that is notified after midnight keeps its day and comes into the next statement.
  const sale = {
    id,
    shop,
    mcc: MCCS[branch] ?? "",
    branch,
    wallet,
    dayOn: dice.chance(90) ? jstDay(atMs) : day,
    amount: amountOf(dice),
    refunded: 0n,
  };
  history.sales.push(sale);
  batch.payments.push({
    id,
    tenant_id: tenantId,
    store_id: storeIds[branch],
    payout_group_id: groupId,
    code_id: "CODE",
    wallet_id: wallet,
    origin: "push",
    state: "succeeded",
    amount_minor: `${sale.amount}`,
    created_at: instant(atMs),
    paid_at: instant(atMs),
    inquiries: 0,
  });
  book(history, batch, shop, {
    kind: "payment",
    reference: id,
    businessDayOn: sale.dayOn,
    atMs,
    amount: sale.amount,
  });
  remember(history, shop, { figure: "sales", sale, amount: sale.amount, bookedAtMs: atMs });
}

/** A refund of a part or all of some earlier sale, sometimes refused later that day; or a reversal of a whole sale. */
export function takeBack(history: History, batch: Batch, shop: number, day: Day): void {
  const { dice } = history;
  const candidates = history.sales.filter((sale) => sale.shop === shop && sale.refunded < sale.amount);
  const sale = candidates[dice.below(Math.max(1, candidates.length))];
  if (sale === undefined) return;
  const soldAtMs = Number(sale.id.slice(4, 17));
  const atMs = Math.max(momentOf(history, day), soldAtMs + 1);
  if (atMs >= jstDayStartMs(addDays(day, 1)) + 4 * HOUR_MS) return;
  const left = sale.amount - sale.refunded;
  if (sale.refunded === 0n && dice.chance(15)) {
    sale.refunded = sale.amount;
    book(history, batch, shop, {
      kind: "reversal",
      reference: sale.id,
      businessDayOn: jstDay(atMs),
      atMs,
      amount: -left,
    });
    remember(history, shop, { figure: "sales", sale, amount: -left, bookedAtMs: atMs });
    return;
  }
  const part = dice.chance(50) ? left : 1n + BigInt(dice.below(Number(left)));
  const id = newId("refund", { nowMs: atMs, random: history.random });
  batch.refunds.push(refundRow(history, sale, { id, part, atMs }));
  book(history, batch, shop, {
    kind: "refund_opened",
    reference: id,
    businessDayOn: jstDay(atMs),
    atMs,
    amount: -part,
  });
  remember(history, shop, { figure: "refunds", sale, amount: -part, bookedAtMs: atMs });
  if (dice.chance(20)) {
    const laterMs = atMs + dice.below(HOUR_MS);
    book(history, batch, shop, {
      kind: "refund_refused",
      reference: id,
      businessDayOn: jstDay(laterMs),
      atMs: laterMs,
      amount: part,
    });
    remember(history, shop, { figure: "refunds", sale, amount: part, bookedAtMs: laterMs });
  } else sale.refunded += part;
}

function refundRow(history: History, sale: ModelSale, refund: { id: string; part: bigint; atMs: number }) {
  const { tenantId, groupId, storeIds } = placeOf(history, sale.shop);
  return {
    id: refund.id,
    tenant_id: tenantId,
    payment_id: sale.id,
    store_id: storeIds[sale.branch],
    payout_group_id: groupId,
    wallet_id: sale.wallet,
    amount_minor: `${refund.part}`,
    state: "done",
    request_id: refund.id,
    request_hash: "",
    reason: "",
    requested_by: "per_1",
    requested_at: instant(refund.atMs),
    attempts: 0,
  };
}

/** An adjustment either way, or a transfer that came back. */
export function correct(history: History, batch: Batch, shop: number, day: Day): void {
  const atMs = momentOf(history, day);
  const isReturn = history.dice.chance(30);
  const amount = isReturn || history.dice.chance(50) ? amountOf(history.dice) : -amountOf(history.dice);
  const kind = isReturn ? "payout_returned" : "adjustment";
  book(history, batch, shop, { kind, reference: `x_${atMs}`, businessDayOn: jstDay(atMs), atMs, amount });
  remember(history, shop, {
    figure: isReturn ? "returned" : "adjustments",
    sale: null,
    amount,
    bookedAtMs: atMs,
  });
}

/** A wish to be paid before the period ends, where the contract has a price for it. */
export async function askEarly(history: History, index: number, day: Day): Promise<void> {
  const shop = history.shops[index];
  const terms = shop?.terms.filter((version) => version.validFromOn <= day).at(-1);
  if (!shop || !terms || terms.earlyFee === null || terms.cycle === "daily" || shop.wantsEarly !== null)
    return;
  shop.wantsEarly = terms.earlyFee;
  const { tenantId, groupId } = placeOf(history, index);
  const nowMs = jstDayStartMs(day) + HOUR_MS;
  await requestEarlyPayout(owner(tenantId, nowMs), { payoutGroupId: groupId });
}
