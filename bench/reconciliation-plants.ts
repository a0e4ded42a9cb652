import { addDays, type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import type { ItemKind } from "@/server/settlement/reconciliation/rules";
import { type FileRow, feeOf } from "./network-files";
import type { NetworkDay } from "./reconciliation-bed";

/** What must be found: the kind, of which id of the network, on which clearing day. */
export type Expected = { readonly kind: ItemKind; readonly networkId: string; readonly day: Day };

/** The network's files with what was planted in them. */
export type Planted = { readonly days: readonly NetworkDay[]; readonly expected: readonly Expected[] };

type Change = (row: FileRow) => Partial<FileRow>;

/** Differences within a row, each by its kind. */
const CHANGES: readonly (readonly [ItemKind, FileRow["type"], Change])[] = [
  ["amount", "PAYMENT", (row) => withAmount(row, row.amount + 1n)],
  ["amount", "REFUND", (row) => ({ amount: row.amount + 7n, settlement: row.amount + 7n })],
  ["currency", "PAYMENT", () => ({ currency: "CNY" })],
  ["settlement", "PAYMENT", (row) => ({ settlement: row.settlement - 3n })],
  ["wallet", "PAYMENT", otherWallet],
  ["merchant", "PAYMENT", () => ({ merchantId: "mer_somebody_else" })],
  ["store", "PAYMENT", () => ({ storeId: "sto_somewhere_else" })],
  ["original", "REFUND", () => ({ originalId: "n_of_another_sale" })],
  ["request", "REFUND", () => ({ requestId: "ref_of_another_request" })],
  ["fee", "PAYMENT", (row) => ({ fee: row.fee + 2n })],
  ["fee", "REFUND", () => ({ fee: 5n })],
  // The last second of a day in the file of that day, with a time of the next one.
  ["day", "PAYMENT", (row) => ({ atMs: row.atMs + 86_400_000 })],
];

function withAmount(row: FileRow, amount: bigint): Partial<FileRow> {
  return { amount, settlement: amount, fee: feeOf(amount, row.walletId) };
}

function otherWallet(row: FileRow): Partial<FileRow> {
  const walletId = row.walletId === "NOREN_JP" ? "ALIPAY_CN" : "NOREN_JP";
  return { walletId, fee: feeOf(row.amount, walletId) };
}

/**
 * Plants every kind of difference of a row on every second day, each on a row of its own. The last of them lies between
 * two days, so the day after must follow.
 */
export function plantDifferences(true_: readonly NetworkDay[]): Planted {
  const expected: Expected[] = [];
  const days = true_.map(({ day, rows }) => ({ day, rows: [...rows] }));
  for (let at = 0; at + 1 < days.length; at += 2) {
    const [today, tomorrow] = [days[at], days[at + 1]];
    if (today && tomorrow) expected.push(...plantOn(today, tomorrow));
  }
  return { days, expected };
}

type Open = { readonly day: Day; rows: FileRow[] };

function plantOn(today: Open, tomorrow: Open): Expected[] {
  const found: Expected[] = [];
  const { day } = today;
  const taken = new Set<string>();
  // Not the first minutes and not the last: those are there to raise no alarm.
  const free = (type: FileRow["type"]): FileRow => {
    const rows = today.rows.filter((row) => row.type === type && !taken.has(row.networkId));
    const row = rows[Math.floor(rows.length / 2)];
    if (!row) throw new Error(`no ${type} is left to plant on`);
    taken.add(row.networkId);
    return row;
  };
  const replace = (row: FileRow, by: readonly FileRow[]) => {
    today.rows = today.rows.flatMap((one) => (one === row ? by : [one]));
  };
  const told = (kind: ItemKind, row: FileRow, on = day) =>
    found.push({ kind, networkId: row.networkId, day: on });
  for (const [kind, type, change] of CHANGES) {
    const row = free(type);
    replace(row, [{ ...row, ...change(row) }]);
    told(kind, row);
  }
  for (const type of ["PAYMENT", "REFUND"] as const) {
    const gone = free(type);
    replace(gone, []);
    told("missing", gone);
    const model = free(type);
    const stranger = { ...model, networkId: `x${model.networkId}`, requestId: "", originalId: "" };
    today.rows.push(stranger);
    told("extra", stranger);
  }
  const twice = free("PAYMENT");
  replace(twice, [twice, twice]);
  told("duplicate", twice);
  const again = free("PAYMENT");
  tomorrow.rows.push(again);
  told("duplicate", again, tomorrow.day);
  const late = free("PAYMENT");
  replace(late, []);
  const moved = { ...late, atMs: utc8DayStartMs(addDays(day, 1)) + 1_000 };
  tomorrow.rows.push(moved);
  told("day", moved, tomorrow.day);
  return found;
}
