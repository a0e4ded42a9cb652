import type { Sql } from "../queries";
import type { WalletId } from "../wallets/rules";
import type { DeliveryKind } from "./rules";

export type NewDelivery = {
  readonly kind: DeliveryKind;
  /** The payment or the registration request that it speaks of. */
  readonly subject: string;
  readonly walletId: WalletId | null;
  readonly url: string;
  readonly body: string;
  readonly dueAt: number;
  readonly held: boolean;
};

/** Puts a call to Noren into the queue, in the transaction of what caused it. */
export async function queueDelivery(sql: Sql, delivery: NewDelivery): Promise<void> {
  await sql(
    `INSERT INTO delivery (kind, subject, wallet_id, url, body, state, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      delivery.kind,
      delivery.subject,
      delivery.walletId,
      delivery.url,
      delivery.body,
      delivery.held ? "held" : "due",
      delivery.dueAt,
    ],
  );
}

/** Lets go the notices of a wallet that were kept back to arrive after a later one. */
export async function releaseHeld(
  sql: Sql,
  later: { readonly walletId: string; readonly id: bigint; readonly nowMs: number },
): Promise<void> {
  await sql(
    `UPDATE delivery SET due_at = $3 WHERE state = 'held' AND wallet_id = $1 AND id < $2 AND due_at > $3`,
    [later.walletId, later.id, later.nowMs],
  );
}

/** Records how an attempt ended: done, tried again at an instant, or given up. */
export async function finishAttempt(
  sql: Sql,
  attempt: {
    readonly id: bigint;
    readonly outcome: "done" | "given_up" | { readonly retryAt: number };
    readonly result: string;
  },
): Promise<void> {
  const { outcome } = attempt;
  const retryAt = typeof outcome === "object" ? outcome.retryAt : null;
  await sql(`UPDATE delivery SET state = $2, due_at = coalesce($3, due_at), last_result = $4 WHERE id = $1`, [
    attempt.id,
    typeof outcome === "object" ? "due" : outcome,
    retryAt,
    attempt.result.slice(0, 200),
  ]);
}
