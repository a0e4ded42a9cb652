import type { Day } from "@/server/kernel/calendar";
import { accounts, type NewPosting } from "@/server/ledger/rules";

/** What can differ between the network and the books, the most telling first: a row has the kind of its first difference. */
export const ROW_KINDS = [
  "duplicate",
  "extra",
  "missing",
  "state",
  "currency",
  "amount",
  "settlement",
  "wallet",
  "day",
  "merchant",
  "store",
  "original",
  "request",
  "fee",
] as const;

/** What can be wrong with a whole day, with the money of one, or be deducted without standing in a report. */
export const DAY_KINDS = [
  "summary",
  "report_missing",
  "money_missing",
  "money_unknown",
  "money_differs",
  "dispute",
] as const;

export const ITEM_KINDS = [...ROW_KINDS, ...DAY_KINDS] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Narrows a stored kind. */
export function isItemKind(text: string): text is ItemKind {
  return ITEM_KINDS.some((kind) => kind === text);
}

export const ITEM_STATES = ["open", "proposed", "resolved"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** How an item ended: it is no difference any more, it was explained, or what it leaves on the accounts was written off. */
export const ITEM_OUTCOMES = ["gone", "explained", "written_off"] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** What a person should do first about an item. */
export const SUGGESTIONS = [
  "ask_network",
  "inquire_payment",
  "wait_next_report",
  "wait_deduction",
  "check_contract",
  "fetch_report",
  "ask_bank",
  "match_by_hand",
] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

const SUGGESTED: Readonly<Record<ItemKind, Suggestion>> = {
  duplicate: "ask_network",
  extra: "inquire_payment",
  missing: "wait_next_report",
  state: "inquire_payment",
  currency: "ask_network",
  amount: "inquire_payment",
  settlement: "ask_network",
  wallet: "ask_network",
  day: "wait_next_report",
  merchant: "ask_network",
  store: "ask_network",
  original: "ask_network",
  request: "inquire_payment",
  fee: "check_contract",
  summary: "ask_network",
  report_missing: "fetch_report",
  money_missing: "ask_bank",
  money_unknown: "match_by_hand",
  money_differs: "ask_network",
  dispute: "wait_deduction",
};

/** What helps with an item of a kind. */
export function suggestionOf(kind: ItemKind): Suggestion {
  return SUGGESTED[kind];
}

/**
 * What an item leaves on the accounts. Amounts in yen, signed as they move the receivable (a sale is positive) and as
 * the network charges (a fee is positive); zero where one side knows nothing.
 */
export type Standing = {
  readonly kind: ItemKind;
  readonly ownWalletId: string | null;
  readonly reportedWalletId: string | null;
  readonly ownMinor: bigint;
  readonly reportedMinor: bigint;
  readonly ownFeeMinor: bigint;
  readonly reportedFeeMinor: bigint;
};

const NO_WALLET = "UNKNOWN";

/**
 * The postings that take off the accounts what an item leaves on them. A sale that the network does not know is lost,
 * one that only the network knows is gained, and a fee that was charged in other height is an expense.
 */
export function writeOffPostings(item: Standing): NewPosting[] {
  if (item.kind === "money_differs") {
    // Here the two sides are what the reports say and what arrived.
    return move(accounts.networkClearing, accounts.adjustments, item.ownMinor - item.reportedMinor);
  }
  if (item.kind !== "dispute" && DAY_KINDS.some((kind) => kind === item.kind)) return [];
  const own = item.ownWalletId ?? item.reportedWalletId ?? NO_WALLET;
  const reported = item.reportedWalletId ?? item.ownWalletId ?? NO_WALLET;
  if (own === reported) {
    return [
      ...move(accounts.networkReceivable(own), accounts.adjustments, item.ownMinor - item.reportedMinor),
      ...move(
        accounts.networkFeePayable(own),
        accounts.networkFeeExpense(own),
        item.reportedFeeMinor - item.ownFeeMinor,
      ),
    ];
  }
  return [
    ...move(accounts.networkReceivable(own), accounts.adjustments, item.ownMinor),
    ...move(accounts.networkReceivable(reported), accounts.adjustments, -item.reportedMinor),
    ...move(accounts.networkFeePayable(own), accounts.networkFeeExpense(own), -item.ownFeeMinor),
    ...move(
      accounts.networkFeePayable(reported),
      accounts.networkFeeExpense(reported),
      item.reportedFeeMinor,
    ),
  ];
}

/** Moves a signed amount; nothing when it is zero. */
export function move(from: NewPosting["from"], to: NewPosting["to"], amountMinor: bigint): NewPosting[] {
  if (amountMinor === 0n) return [];
  return amountMinor > 0n
    ? [{ from, to, amountMinor, currency: "JPY" }]
    : [{ from: to, to: from, amountMinor: -amountMinor, currency: "JPY" }];
}

/** The same postings the other way round. */
export function reversed(postings: readonly NewPosting[]): NewPosting[] {
  return postings.map(({ from, to, amountMinor, currency }) => ({
    from: to,
    to: from,
    amountMinor,
    currency,
  }));
}

/** What an item leaves on the accounts in sum, which is how much of it a person has to decide about. */
export function standsMinor(item: Standing): bigint {
  return (
    item.ownMinor -
    item.reportedMinor +
    (item.kind === "money_differs" ? 0n : item.reportedFeeMinor - item.ownFeeMinor)
  );
}

/** A clearing day that waits for its money. */
export type OpenDay = { readonly clearingOn: Day; readonly dueOn: Day; readonly expectedMinor: bigint };

/** More days than a long holiday has are not paid in one sum. */
const MOST_DAYS_IN_ONE = 12;

/**
 * The clearing days that a sum of money pays for: the oldest one of exactly this amount, else the oldest run of days
 * that follow each other and make it together. Undefined when nothing fits; then a person chooses.
 */
export function daysPaidBy(
  receipt: { readonly receivedOn: Day; readonly amountMinor: bigint },
  open: readonly OpenDay[],
): readonly Day[] | undefined {
  const days = open
    .filter((day) => day.dueOn <= receipt.receivedOn)
    .sort((a, b) => a.clearingOn.localeCompare(b.clearingOn));
  const single = days.find((day) => day.expectedMinor === receipt.amountMinor);
  if (single) return [single.clearingOn];
  for (const [from] of days.entries()) {
    let sum = 0n;
    for (const [at, day] of days.slice(from, from + MOST_DAYS_IN_ONE).entries()) {
      sum += day.expectedMinor;
      if (at > 0 && sum === receipt.amountMinor)
        return days.slice(from, from + at + 1).map((one) => one.clearingOn);
    }
  }
  return undefined;
}
