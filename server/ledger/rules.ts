import { framed, framedSql } from "@/server/kernel/content";
import type { Currency } from "@/server/kernel/money";

/** The tenant of entries that belong to the acquirer alone, such as what the network pays. */
export const ACQUIRER_TENANT = "acquirer";

/** Accounts of the chart. `network:W:receivable`: the network owes us; `merchant:M:payable:G`: we owe the merchant. */
export type Account =
  | `network:${string}:receivable`
  | `network:${string}:fee_payable`
  | `network:${string}:fee_expense`
  | `merchant:${string}:payable:${string}`
  | `merchant:${string}:reserve:${string}`
  | `acquirer:${AcquirerAccount}`;

export const ACQUIRER_ACCOUNTS = [
  "bank",
  "payouts_in_transit",
  "reversals_due",
  "fee_revenue",
  "fee_revenue_exempt",
  "transfer_fee_revenue",
  "transfer_fee_expense",
  "consumption_tax_payable",
  "adjustments",
  "network_clearing",
] as const;
export type AcquirerAccount = (typeof ACQUIRER_ACCOUNTS)[number];

/** Clearing accounts return to zero; they never hold more than was put through them. */
export const CLEARING_ACCOUNTS: readonly Account[] = [
  "acquirer:payouts_in_transit",
  "acquirer:reversals_due",
];

/** Between what the network reports of its days and the money that pays for them; it returns to zero too. */
export const NETWORK_CLEARING: Account = "acquirer:network_clearing";

// No upper bound on a segment: PostgreSQL counts bounded repeats one by one, forty times slower.
const SEGMENT = "[A-Za-z0-9_-]+";
/** The grammar of account names, as JavaScript and PostgreSQL both read it. */
export const ACCOUNT_PATTERN = `^(network:${SEGMENT}:(receivable|fee_payable|fee_expense)|merchant:${SEGMENT}:(payable|reserve):${SEGMENT}|acquirer:(${ACQUIRER_ACCOUNTS.join("|")}))$`;
const ACCOUNT = new RegExp(ACCOUNT_PATTERN);

/** The only makers of account names. @throws RangeError when an id does not fit the grammar */
export const accounts = {
  networkReceivable: (walletId: string): Account => checked(`network:${walletId}:receivable`),
  networkFeePayable: (walletId: string): Account => checked(`network:${walletId}:fee_payable`),
  networkFeeExpense: (walletId: string): Account => checked(`network:${walletId}:fee_expense`),
  merchantPayable: (tenantId: string, payoutGroupId: string): Account =>
    checked(`merchant:${tenantId}:payable:${payoutGroupId}`),
  merchantReserve: (tenantId: string, payoutGroupId: string): Account =>
    checked(`merchant:${tenantId}:reserve:${payoutGroupId}`),
  bank: "acquirer:bank",
  payoutsInTransit: "acquirer:payouts_in_transit",
  reversalsDue: "acquirer:reversals_due",
  feeRevenue: "acquirer:fee_revenue",
  feeRevenueExempt: "acquirer:fee_revenue_exempt",
  transferFeeRevenue: "acquirer:transfer_fee_revenue",
  transferFeeExpense: "acquirer:transfer_fee_expense",
  consumptionTaxPayable: "acquirer:consumption_tax_payable",
  adjustments: "acquirer:adjustments",
  networkClearing: "acquirer:network_clearing",
} as const satisfies Record<string, Account | ((...ids: string[]) => Account)>;

function checked<A extends Account>(account: A): A {
  if (!ACCOUNT.test(account)) throw new RangeError(`not an account: ${account.slice(0, 120)}`);
  return account;
}

/** What an account name says. */
export type AccountParts =
  | { readonly owner: "network"; readonly walletId: string; readonly name: string }
  | {
      readonly owner: "merchant";
      readonly tenantId: string;
      readonly name: string;
      readonly payoutGroupId: string;
    }
  | { readonly owner: "acquirer"; readonly name: string };

/** Reads an account name, or undefined when it lies outside of the grammar. */
export function parseAccount(text: string): AccountParts | undefined {
  if (!ACCOUNT.test(text)) return undefined;
  const [owner, second = "", name = "", payoutGroupId = ""] = text.split(":");
  if (owner === "network") return { owner, walletId: second, name };
  if (owner === "merchant") return { owner, tenantId: second, name, payoutGroupId };
  return { owner: "acquirer", name: second };
}

/** Narrows a stored account name. */
export function isAccount(text: string): text is Account {
  return ACCOUNT.test(text);
}

export const ENTRY_KINDS = [
  "payment",
  "late_success",
  "reversal",
  "refund_opened",
  "refund_done",
  "refund_refused",
  "dispute_opened",
  "dispute_lost",
  "dispute_won",
  "fee",
  "tax",
  "transfer_fee",
  "fee_returned",
  "tax_returned",
  "payout",
  "payout_paid",
  "payout_returned",
  "bank_charge",
  "network_fee",
  "network_reported",
  "network_paid",
  "adjustment",
  "correction",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Moves an amount (minor unit, greater than zero) from one account to another: credits `from`, debits `to`. */
export type NewPosting = {
  readonly from: Account;
  readonly to: Account;
  readonly amountMinor: bigint;
  readonly currency: Currency;
};

/** An entry to book. `key` makes it happen once for ever; `reference` is the payment, refund, statement or payout. */
export type NewEntry = {
  readonly id: string;
  readonly key: string;
  readonly kind: EntryKind;
  readonly reference: string;
  readonly tenantId: string;
  readonly businessDayOn: string;
  readonly occurredAtMs: number;
  readonly bookedAtMs: number;
  readonly postings: readonly NewPosting[];
};

/**
 * What makes two deliveries of one key the same: everything but the id and the time of booking, which a repeat
 * chooses anew.
 */
export function contentOf(entry: NewEntry): string {
  const head = [entry.kind, entry.reference, entry.tenantId, entry.businessDayOn, `${entry.occurredAtMs}`];
  const moves = entry.postings.map((posting) =>
    framed([posting.from, posting.to, `${posting.amountMinor}`, posting.currency]),
  );
  return framed(head) + moves.join("");
}

/** The content of an entry as PostgreSQL makes it, for rows `entry` joined to an aggregate of their postings. */
export function entryHeadSql(entry: string): string {
  const occurredAtMs = `(extract(epoch FROM ${entry}.occurred_at) * 1000)::bigint::text`;
  const columns = ["kind", "reference", "tenant_id", "business_day_on::text"].map(
    (name) => `${entry}.${name}`,
  );
  return framedSql([...columns, occurredAtMs]);
}

/** The part of the content that one posting makes; aggregated in the order of `seq`. */
export function postingSql(posting: string): string {
  const columns = ["from_account", "to_account", "amount_minor::text", "currency::text"];
  return framedSql(columns.map((name) => `${posting}.${name}`));
}

/** Refuses what no caller may hand in. @throws RangeError, since it is a fault of the program and not of a person */
export function requireWellFormed(entry: NewEntry): void {
  if (entry.key.length === 0 || entry.key.length > 200)
    throw new RangeError("an entry's key has 1 to 200 characters");
  const fault = faultOf(entry);
  if (fault) throw new RangeError(`entry ${entry.key} ${fault}`);
}

function faultOf(entry: NewEntry): string | undefined {
  if (entry.postings.length === 0) return "moves nothing";
  if (!Number.isSafeInteger(entry.occurredAtMs)) return "did not occur at a whole millisecond";
  for (const posting of entry.postings) {
    if (posting.amountMinor <= 0n) return "moves an amount that is not positive";
    if (posting.from === posting.to) return "moves within one account";
    if (!belongsTo(posting.from, entry.tenantId)) return `moves ${posting.from}`;
    if (!belongsTo(posting.to, entry.tenantId)) return `moves ${posting.to}`;
  }
  return undefined;
}

/** An entry touches the merchant accounts of its own tenant alone: what a tenant may read is then all of its books. */
function belongsTo(account: string, tenantId: string): boolean {
  const parts = parseAccount(account);
  return parts !== undefined && (parts.owner !== "merchant" || parts.tenantId === tenantId);
}
