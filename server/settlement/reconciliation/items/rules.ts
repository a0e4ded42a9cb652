import type { Standing } from "../rules";

/** The columns of a stored item that say what it leaves on the accounts. */
export type StoredStanding = {
  readonly kind: Standing["kind"];
  readonly own_wallet_id: string | null;
  readonly reported_wallet_id: string | null;
  readonly own_minor: bigint;
  readonly reported_minor: bigint;
  readonly own_fee_minor: bigint;
  readonly reported_fee_minor: bigint;
};

/** The columns as SQL, for rows that become a standing. */
export const STANDING_COLUMNS =
  "kind, own_wallet_id, reported_wallet_id, own_minor, reported_minor, own_fee_minor, reported_fee_minor";

/** A stored item as the rules read it. */
export function standingOf(row: StoredStanding): Standing {
  return {
    kind: row.kind,
    ownWalletId: row.own_wallet_id,
    reportedWalletId: row.reported_wallet_id,
    ownMinor: row.own_minor,
    reportedMinor: row.reported_minor,
    ownFeeMinor: row.own_fee_minor,
    reportedFeeMinor: row.reported_fee_minor,
  };
}

/** Each write-off of an item has a key of its own, since an item that changes may be written off again. */
export function writeOffKey(item: { readonly id: string; readonly proposedAtMs: number }): string {
  return `reconciliation:${item.id}:${item.proposedAtMs}`;
}
