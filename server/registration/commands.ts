import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import {
  canTransition,
  REGISTRATION_PRIORITY,
  type RegistrationPriority,
  toRegistrationState,
} from "./rules";

type RegistrationDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/**
 * Queues stores for registration with wallets, inside the caller's transaction and set-based, so that an approval of
 * a chain with thousands of stores costs one statement. A pair that is queued or registered already stays as it is.
 * @returns how many pairs were queued now
 */
export async function requestRegistrations(
  sql: Sql,
  deps: RegistrationDeps,
  request: {
    readonly tenantId: string;
    readonly storeIds: readonly string[];
    readonly walletIds: readonly string[];
    /** A single new store unless it is said otherwise. */
    readonly priority?: RegistrationPriority;
  },
): Promise<number> {
  const { storeIds, walletIds, tenantId, priority = REGISTRATION_PRIORITY.single } = request;
  if (storeIds.length === 0 || walletIds.length === 0) return 0;
  const rows = storeIds.flatMap((storeId) => {
    // One call registers one store with all its wallets, so they share the id of the request.
    const requestId = deps.newId("registration");
    return walletIds.map((walletId) => ({ id: deps.newId("registration"), storeId, walletId, requestId }));
  });
  const inserted = await sql<{ id: string }>(
    `INSERT INTO wallet_registration (id, tenant_id, store_id, wallet_id, state, attempts, request_id, next_attempt_at,
                                      priority)
     SELECT pair.id, store.tenant_id, store.id, wallet.id, 'waiting', 0, pair.request_id,
            to_timestamp($6::float8 / 1000), $7
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS pair(id, store_id, wallet_id, request_id)
     JOIN store ON store.id = pair.store_id AND store.tenant_id = $5
     JOIN wallet ON wallet.id = pair.wallet_id
     ON CONFLICT (store_id, wallet_id) DO NOTHING RETURNING id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.storeId),
      rows.map((row) => row.walletId),
      rows.map((row) => row.requestId),
      tenantId,
      deps.now,
      priority,
    ],
  );
  if (inserted.length === 0) return 0;
  await recordAuditSql(sql, deps, [
    {
      action: "registration.request",
      subjectId: tenantId,
      tenantId,
      after: { pairs: inserted.length, walletIds: [...walletIds] },
    },
  ]);
  return inserted.length;
}

/** What a wallet decided about a store. */
export type RegistrationOutcome = {
  readonly storeId: string;
  readonly walletId: string;
  readonly state: "approved" | "rejected";
  readonly reason: string | null;
};

type Row = { id: string; tenant_id: string; wallet_id: string; state: string; request_id: string };

/**
 * Writes the wallets' decisions about one store, in the caller's transaction. A decision that is known changes
 * nothing; one that answers an older request is left aside.
 * @param requestId the request that the decisions answer, when the message names it
 * @returns whether the store is known at all
 */
export async function settleRegistrations(
  sql: Sql,
  deps: RegistrationDeps,
  notice: {
    readonly storeId: string;
    readonly requestId: string | null;
    readonly outcomes: readonly RegistrationOutcome[];
  },
): Promise<boolean> {
  const rows = await sql<Row>(
    `SELECT id, tenant_id, wallet_id, state, request_id FROM wallet_registration WHERE store_id = $1
     ORDER BY id FOR UPDATE`,
    [notice.storeId],
  );
  if (rows.length === 0) return false;
  const changes = notice.outcomes.flatMap((outcome) => {
    const row = rows.find((one) => one.wallet_id === outcome.walletId);
    const stale = notice.requestId !== null && row?.request_id !== notice.requestId;
    if (!row || stale || !canTransition(toRegistrationState(row.state), outcome.state)) return [];
    return [{ row, outcome }];
  });
  if (changes.length === 0) return true;
  await sql(
    `UPDATE wallet_registration SET state = said.state, reason = said.reason, next_attempt_at = NULL, renewing = false,
            settled_at = to_timestamp($4::float8 / 1000)
     FROM unnest($1::text[], $2::text[], $3::text[]) AS said(id, state, reason)
     WHERE wallet_registration.id = said.id`,
    [
      changes.map(({ row }) => row.id),
      changes.map(({ outcome }) => outcome.state),
      changes.map(({ outcome }) => outcome.reason),
      deps.now,
    ],
  );
  await tellChanges(sql, deps, changes);
  return true;
}

async function tellChanges(
  sql: Sql,
  deps: RegistrationDeps,
  changes: readonly { readonly row: Row; readonly outcome: RegistrationOutcome }[],
): Promise<void> {
  await recordAuditSql(
    sql,
    deps,
    changes.map(({ row, outcome }) => ({
      action: "registration.settle",
      subjectId: row.id,
      tenantId: row.tenant_id,
      before: { state: row.state },
      after: { state: outcome.state, reason: outcome.reason },
    })),
  );
  await emitEventsSql(
    sql,
    deps,
    changes.map(({ row, outcome }) => ({
      type: "registration.settled",
      tenantId: row.tenant_id,
      subjectId: row.id,
      payload: { storeId: outcome.storeId, walletId: outcome.walletId, state: outcome.state },
    })),
  );
  const tenantIds = [...new Set(changes.map(({ row }) => row.tenant_id))];
  await notifyLive(sql, { tenantIds, kinds: ["registrations"] });
}
