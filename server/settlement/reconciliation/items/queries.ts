import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import {
  type ItemKind,
  type ItemOutcome,
  type ItemState,
  type Suggestion,
  standsMinor,
  suggestionOf,
  writeOffPostings,
} from "../rules";
import { STANDING_COLUMNS, type StoredStanding, standingOf } from "./rules";

/** A difference as the desk shows it. Amounts in yen, signed as the receivable moves. */
export type ReconciliationItem = {
  readonly id: string;
  readonly kind: ItemKind;
  readonly fields: readonly string[];
  readonly clearingOn: string;
  readonly fileName: string | null;
  readonly row: number | null;
  readonly type: string | null;
  readonly networkId: string | null;
  readonly ownId: string | null;
  readonly merchantId: string | null;
  readonly merchantName: string | null;
  readonly ownWalletId: string | null;
  readonly reportedWalletId: string | null;
  readonly ownMinor: bigint;
  readonly reportedMinor: bigint;
  readonly ownFeeMinor: bigint;
  readonly reportedFeeMinor: bigint;
  /** What it leaves on the accounts in sum. */
  readonly standsMinor: bigint;
  /** Whether closing it books something, which takes two people. */
  readonly books: boolean;
  readonly suggestion: Suggestion;
  readonly detail: string;
  readonly state: ItemState;
  readonly outcome: ItemOutcome | null;
  readonly note: string;
  readonly ownerName: string | null;
  readonly ownerId: string | null;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  /** Whole days since it was raised. */
  readonly ageDays: number;
};

type Row = StoredStanding & {
  id: string;
  fields: string[];
  clearing_on: string;
  file_name: string | null;
  row: number | null;
  type: string | null;
  network_id: string | null;
  own_id: string | null;
  merchant_id: string | null;
  merchant_name: string | null;
  detail: string;
  state: ItemState;
  outcome: ItemOutcome | null;
  note: string;
  owner_id: string | null;
  owner_name: string | null;
  proposed_by: string | null;
  proposed_by_name: string | null;
  age_days: number;
};

/** Items in the order in which they were raised: the oldest first while they are open, the newest first when closed. */
export async function listItems(
  tx: Tx,
  _scope: OperatorScope,
  args: {
    closed: boolean;
    kind?: ItemKind | undefined;
    after?: string | undefined;
    limit: number;
    nowMs: number;
  },
) {
  const [direction, beyond] = args.closed ? ["DESC", "<"] : ["ASC", ">"];
  const standing = STANDING_COLUMNS.split(", ")
    .map((column) => `i.${column}`)
    .join(", ");
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT i.id, i.fields, i.clearing_on, n.file_name, i.row, i.type, i.network_id, i.own_id, i.merchant_id,
            m.trade_name AS merchant_name, i.detail, i.state, i.outcome, i.note, i.owner_id,
            coalesce(nullif(o.name, ''), o.email) AS owner_name, i.proposed_by,
            coalesce(nullif(p.name, ''), p.email) AS proposed_by_name,
            greatest(0, floor(extract(epoch FROM to_timestamp($5::float8 / 1000) - i.raised_at) / 86400))::int AS age_days, ${standing}
     FROM reconciliation_item i LEFT JOIN network_report n ON n.id = i.report_id
     LEFT JOIN merchant m ON m.id = i.merchant_id LEFT JOIN person o ON o.id = i.owner_id
     LEFT JOIN person p ON p.id = i.proposed_by
     WHERE (i.state = 'resolved') = $1 AND ($2::text IS NULL OR i.kind = $2) AND ($3::text IS NULL OR i.id ${beyond} $3)
     ORDER BY i.id ${direction} LIMIT $4`,
    [args.closed, args.kind ?? null, args.after ?? null, args.limit + 1, args.nowMs],
  );
  const shown = rows.slice(0, args.limit);
  return {
    items: shown.map(itemOf),
    next: rows.length > args.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

function itemOf(row: Row): ReconciliationItem {
  const standing = standingOf(row);
  return {
    ...standing,
    id: row.id,
    fields: row.fields,
    clearingOn: row.clearing_on,
    fileName: row.file_name,
    row: row.row,
    type: row.type,
    networkId: row.network_id,
    ownId: row.own_id,
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    standsMinor: standsMinor(standing),
    books: writeOffPostings(standing).length > 0,
    suggestion: suggestionOf(standing.kind),
    detail: row.detail,
    state: row.state,
    outcome: row.outcome,
    note: row.note,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    proposedBy: row.proposed_by,
    proposedByName: row.proposed_by_name,
    ageDays: row.age_days,
  };
}

export type KindCount = { readonly kind: ItemKind; readonly count: number; readonly standsMinor: bigint };

/** How many items of each kind are open and how much they leave on the accounts, the largest amounts first. */
export async function countItems(tx: Tx, _scope: OperatorScope): Promise<KindCount[]> {
  const rows = await sqlOfTx(tx)<{ kind: ItemKind; count: number; stands_minor: bigint }>(
    `SELECT kind, count(*)::int AS count,
            coalesce(sum(abs(own_minor - reported_minor)
              + CASE kind WHEN 'money_differs' THEN 0 ELSE abs(reported_fee_minor - own_fee_minor) END), 0)::bigint AS stands_minor
     FROM reconciliation_item WHERE state <> 'resolved' GROUP BY kind ORDER BY 3 DESC, 2 DESC, 1`,
  );
  return rows.map((row) => ({ kind: row.kind, count: row.count, standsMinor: row.stands_minor }));
}
