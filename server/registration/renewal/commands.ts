import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { canTransition, toRegistrationState, UPDATE_BLOCK_MS } from "../rules";

type RenewalDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

type Outdated = {
  readonly id: string;
  readonly tenant_id: string;
  readonly store_id: string;
  readonly wallet_id: string;
  readonly state: string;
};

/**
 * Tells the network of stores whose facts have changed since the request that it has, under a new id for each store.
 * Asked again it finds nothing to do, because each registration remembers which version of the facts it carries. A
 * wallet that has approved the store goes on working until it has answered the new request.
 * @returns how many registrations were queued
 */
export async function renewOutdated(
  sql: Sql,
  deps: RenewalDeps,
  storeIds: readonly string[],
): Promise<number> {
  const rows = await sql<Outdated>(
    `SELECT r.id, r.tenant_id, r.store_id, r.wallet_id, r.state
     FROM wallet_registration r JOIN store s ON s.id = r.store_id
     WHERE r.store_id = ANY($1::text[]) AND r.facts_version < s.facts_version AND s.state <> 'terminated'
     ORDER BY r.id FOR UPDATE OF r`,
    [[...storeIds]],
  );
  return queueAgain(sql, deps, rows);
}

/** Hears that a store was corrected. */
export async function renewStore(deps: Deps<SystemScope>, storeId: string): Promise<void> {
  await transactSql("jobs", (sql) => renewOutdated(sql, deps, [storeId]));
}

/**
 * Sends a refused registration once more as it is, when the refusal was the wallet's mistake or its reason has gone.
 * @throws DomainError not_found, registration_state unless it is refused now
 */
export async function resubmitRegistration(
  deps: Deps<OperatorScope>,
  input: { readonly storeId: string; readonly walletId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const rows = await sql<Outdated>(
      `SELECT id, tenant_id, store_id, wallet_id, state FROM wallet_registration
       WHERE store_id = $1 AND wallet_id = $2 FOR UPDATE`,
      [input.storeId, input.walletId],
    );
    if (rows.length === 0) throw new DomainError("not_found");
    if (rows.some((row) => row.state !== "rejected")) throw new DomainError("registration_state");
    await queueAgain(sql, deps, rows);
  });
}

/** So many go again at once; the rest is asked for with the next press. */
const GROUP_MOST = 1_000;

/**
 * Sends all registrations once more that a wallet refused for one reason, as they are: after the wallet has put its
 * own mistake right. @returns how many were queued
 */
export async function resubmitRefused(
  deps: Deps<OperatorScope>,
  group: { readonly walletId: string; readonly reason: string },
): Promise<{ readonly queued: number }> {
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const rows = await sql<Outdated>(
      `SELECT r.id, r.tenant_id, r.store_id, r.wallet_id, r.state
       FROM wallet_registration r JOIN store s ON s.id = r.store_id
       WHERE r.state = 'rejected' AND r.wallet_id = $1 AND coalesce(r.reason, '') = $2 AND s.state <> 'terminated'
       ORDER BY r.id LIMIT $3 FOR UPDATE OF r`,
      [group.walletId, group.reason, GROUP_MOST],
    );
    return { queued: await queueAgain(sql, deps, rows) };
  });
}

async function queueAgain(sql: Sql, deps: RenewalDeps, rows: readonly Outdated[]): Promise<number> {
  const queued = rows.filter(({ state }) => {
    const known = toRegistrationState(state);
    return known === "waiting" || canTransition(known, "waiting");
  });
  if (queued.length === 0) return 0;
  const requestIds = new Map(queued.map((row) => [row.store_id, deps.newId("registration")]));
  // The network refuses an update while the last request is young and unprocessed: that one is waited out.
  await sql(
    `UPDATE wallet_registration r
     SET state = 'waiting', renewing = r.renewing OR r.state = 'approved', request_id = said.request_id, attempts = 0, priority = 1,
         reason = NULL, settled_at = NULL, facts_version = s.facts_version,
         next_attempt_at = CASE WHEN r.state IN ('sent', 'unknown')
           THEN greatest(to_timestamp($3::float8 / 1000), r.sent_at + make_interval(secs => $4::float8 / 1000))
           ELSE to_timestamp($3::float8 / 1000) END
     FROM unnest($1::text[], $2::text[]) AS said(id, request_id), store s
     WHERE r.id = said.id AND s.id = r.store_id`,
    [
      queued.map((row) => row.id),
      queued.map((row) => requestIds.get(row.store_id)),
      deps.now,
      UPDATE_BLOCK_MS,
    ],
  );
  await recordAuditSql(
    sql,
    deps,
    queued.map((row) => ({
      action: "registration.renew",
      subjectId: row.id,
      tenantId: row.tenant_id,
      before: { state: row.state },
      after: { state: "waiting", requestId: requestIds.get(row.store_id) ?? "" },
    })),
  );
  await emitEventsSql(
    sql,
    deps,
    queued.map((row) => ({
      type: "registration.requested" as const,
      tenantId: row.tenant_id,
      subjectId: row.id,
      payload: { storeId: row.store_id, walletId: row.wallet_id },
    })),
  );
  const tenantIds = [...new Set(queued.map((row) => row.tenant_id))];
  await notifyLive(sql, { tenantIds, kinds: ["registrations"] });
  return queued.length;
}
