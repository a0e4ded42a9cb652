import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import { addDays, jstDay, moveToBankDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { listHolidays } from "../calendar/queries";

type HoldDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/** The JST day of $1 as contracts write their days. */
const TODAY = "to_char(to_timestamp($1::bigint / 1000.0) AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD')";

/** Why a payout of a group has to wait now, as SQL over `payout_group` and `merchant`; $1 is the instant. */
const REASON = `
  CASE WHEN payout_group.bank_account_id IS NULL THEN 'no_bank_account'
       WHEN EXISTS (SELECT 1 FROM payout refused
                    WHERE refused.payout_group_id = payout_group.id AND refused.state = 'returned'
                      AND refused.bank_account_id = payout_group.bank_account_id
                      AND refused.failure_reason <> 'other') THEN 'account_refused'
       WHEN NOT EXISTS (SELECT 1 FROM bank_account account
                        JOIN bank ON bank.code = account.bank_code AND bank.gone_on IS NULL
                        JOIN bank_branch branch ON branch.bank_code = account.bank_code
                          AND branch.code = account.branch_code AND branch.gone_on IS NULL
                        WHERE account.id = payout_group.bank_account_id) THEN 'branch_gone'
       WHEN merchant.state = 'suspended' THEN 'merchant_not_active'
       WHEN merchant.state = 'terminated' AND merchant.final_balance = 'withhold' THEN 'balance_withheld'
       WHEN payout_group.payouts_held_until > to_timestamp($1::bigint / 1000.0) THEN 'bank_account_changed'
       WHEN EXISTS (SELECT 1 FROM dispute JOIN contract ON contract.tenant_id = dispute.tenant_id
                    WHERE dispute.payout_group_id = payout_group.id AND dispute.state IN ('opened', 'answered')
                      AND contract.holds_for_disputes AND contract.valid_from_on <= ${TODAY}
                      AND COALESCE(contract.valid_through_on, '9999-12-31') >= ${TODAY})
         THEN 'dispute_open'
       WHEN EXISTS (SELECT 1 FROM payout_hold stop
                    WHERE stop.payout_group_id = payout_group.id AND stop.lifted_at IS NULL) THEN 'stopped' END`;

type Moved = { readonly id: string; readonly tenant_id: string; readonly reason: string | null };

/**
 * Brings the payouts that no file carries in line with what is known now, inside the caller's transaction: those that
 * have to wait are held with the reason, and those whose reason has gone are planned again, to the account of today
 * and on a day that a file can still be sent for. Repeatable; it is asked before every draft of a file.
 * @returns how many payouts were held and how many let go
 */
export async function reviewHolds(
  sql: Sql,
  deps: HoldDeps,
): Promise<{ readonly held: number; readonly released: number }> {
  const held = await sql<Moved>(
    `UPDATE payout SET state = 'held', held_reason = why.reason, held_until = why.until
     FROM (SELECT waiting.id, COALESCE(${REASON}, 'bank_account_changed') AS reason, payout_group.payouts_held_until AS until
           FROM payout waiting
           JOIN payout_group ON payout_group.id = waiting.payout_group_id
           JOIN merchant ON merchant.id = payout_group.merchant_id
           WHERE waiting.state = 'planned'
             AND (${REASON} IS NOT NULL OR waiting.bank_account_id IS DISTINCT FROM payout_group.bank_account_id)
          ) why
     WHERE payout.id = why.id AND payout.state = 'planned'
     RETURNING payout.id, payout.tenant_id, payout.held_reason AS reason`,
    [deps.now],
  );
  const released = await releaseHeld(sql, deps);
  await tell(sql, deps, held, released);
  return { held: held.length, released: released.length };
}

async function releaseHeld(sql: Sql, deps: HoldDeps): Promise<Moved[]> {
  const earliestOn = moveToBankDay(addDays(jstDay(deps.now), 1), "next", await listHolidays(sql));
  // A payout whose reason has changed meanwhile stays held and says the new one.
  await sql(
    `UPDATE payout SET held_reason = why.reason, held_until = why.until
     FROM (SELECT waiting.id, ${REASON} AS reason, payout_group.payouts_held_until AS until
           FROM payout waiting
           JOIN payout_group ON payout_group.id = waiting.payout_group_id
           JOIN merchant ON merchant.id = payout_group.merchant_id
           WHERE waiting.state = 'held') why
     WHERE payout.id = why.id AND payout.state = 'held' AND why.reason IS NOT NULL
       AND (payout.held_reason, payout.held_until) IS DISTINCT FROM (why.reason, why.until)`,
    [deps.now],
  );
  return sql<Moved>(
    `UPDATE payout SET state = 'planned', held_reason = NULL, held_until = NULL, bank_account_id = free.bank_account_id,
            pay_on = greatest(payout.pay_on, $2)
     FROM (SELECT waiting.id, payout_group.bank_account_id
           FROM payout waiting
           JOIN payout_group ON payout_group.id = waiting.payout_group_id
           JOIN merchant ON merchant.id = payout_group.merchant_id
           WHERE waiting.state = 'held' AND ${REASON} IS NULL) free
     WHERE payout.id = free.id AND payout.state = 'held'
     RETURNING payout.id, payout.tenant_id, NULL AS reason`,
    [deps.now, earliestOn],
  );
}

async function tell(
  sql: Sql,
  deps: HoldDeps,
  held: readonly Moved[],
  released: readonly Moved[],
): Promise<void> {
  const moved = [...held, ...released];
  if (moved.length === 0) return;
  await recordAuditSql(
    sql,
    deps,
    moved.map(({ id, tenant_id, reason }) => ({
      action: reason === null ? "payout.release" : "payout.hold",
      subjectId: id,
      tenantId: tenant_id,
      after: { state: reason === null ? "planned" : "held", reason },
    })),
  );
  await emitEventsSql(
    sql,
    deps,
    moved.map(({ id, tenant_id, reason }) =>
      reason === null
        ? ({
            type: "payout.released",
            tenantId: tenant_id,
            subjectId: id,
            payload: { payoutId: id },
          } as const)
        : ({
            type: "payout.held",
            tenantId: tenant_id,
            subjectId: id,
            payload: { payoutId: id, reason },
          } as const),
    ),
  );
  await notifyLive(sql, { tenantIds: [...new Set(moved.map((row) => row.tenant_id))], kinds: ["payouts"] });
}

/**
 * Refuses a file that carries a payout which has to wait by now, or which would go to an account that is no longer the
 * group's. The groups stay as they are until the transaction ends, so that no change slips in between.
 * @throws DomainError bank_file_outdated with the count
 */
export async function requirePayable(sql: Sql, deps: HoldDeps, bankFileId: string): Promise<void> {
  const stale = await sql<{ id: string; stale: boolean }>(
    `SELECT carried.id, ${REASON} IS NOT NULL
            OR carried.bank_account_id IS DISTINCT FROM payout_group.bank_account_id AS stale
     FROM payout carried
     JOIN payout_group ON payout_group.id = carried.payout_group_id
     JOIN merchant ON merchant.id = payout_group.merchant_id
     WHERE carried.bank_file_id = $2
     ORDER BY payout_group.id FOR SHARE OF payout_group, merchant`,
    [deps.now, bankFileId],
  );
  const count = stale.filter((row) => row.stale).length;
  if (count > 0) throw new DomainError("bank_file_outdated", { count });
}

/** The same as a job of its own: a hold that has passed is lifted without anybody's doing. */
export async function reviewHoldsNow(deps: HoldDeps): Promise<void> {
  await transactSql("jobs", (sql) => reviewHolds(sql, deps));
}
