/** What `ledger check` can find. */
export const LEDGER_PROBLEMS = [
  "posting_without_entry",
  "entry_without_postings",
  "content_differs_from_hash",
  "entry_without_key",
  "key_without_entry",
  "key_of_other_content",
  "account_outside_grammar",
  "account_of_other_tenant",
  "clearing_overdrawn",
  "reserve_overdrawn",
  "checkpoint_differs",
  "checkpoint_missing",
  "currency_does_not_balance",
  "locked_month_differs",
  "transit_differs",
  "clearing_unexplained",
  "write_off_without_entry",
  "money_without_entry",
] as const;

export type LedgerProblem = {
  readonly problem: (typeof LEDGER_PROBLEMS)[number];
  /** Id of the entry, key or account, the month, or what lacks its entry. */
  readonly subject: string;
  readonly detail?: string;
};

/** The answer of `ledger check`; sums are decimal text of minor units and are all zero when the books balance. */
export type LedgerReport = {
  readonly ok: boolean;
  readonly entries: number;
  readonly postings: number;
  readonly sums: Readonly<Record<string, string>>;
  readonly problems: readonly LedgerProblem[];
};
