import { recordAudit } from "@/server/audit/commands";
import { addDays, formatJstTime, instant, jstDayStartMs, monthEnd } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { idFloor } from "@/server/kernel/ids";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { firstOf, sealOfMonth } from "../journal/queries";

/** As long as a command may have begun before a lock and end after it; what was booked within it has to settle first. */
const SETTLING_MS = 3_600_000;
const MINUTE_MS = 60_000;
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('ledger_period', 7322))::text AS locked";

/**
 * Locks a month for ever: its journal no longer changes, and what is booked for it later belongs to the month after.
 * The seal of its journal is kept, so that `ledger check` proves it. Months are locked in order.
 * @throws DomainError period_locked when it is locked, not over yet, or an earlier one is open; period_settling when
 * something was booked for it within the last hour
 */
export async function lockMonth(deps: Deps<OperatorScope>, input: { readonly month: string }): Promise<void> {
  const { month } = input;
  const boundMs = deps.now - SETTLING_MS;
  const endMs = jstDayStartMs(addDays(monthEnd(firstOf(month)), 1));
  if (boundMs < endMs) throw new DomainError("period_locked", { month });
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    await sql(LOCK);
    const last = await tx.ledgerPeriod.findFirst({ orderBy: { month: "desc" }, select: { month: true } });
    const before = addDays(firstOf(month), -1).slice(0, 7);
    // The first lock may be of any month: what lies before it is locked with it.
    if (last && last.month !== before) throw new DomainError("period_locked", { month });
    const throughEntryId = idFloor("entry", boundMs);
    await requireSettled(sql, { month, throughEntryId });
    const seal = await sealOfMonth(sql, { month, throughEntryId });
    await tx.ledgerPeriod.create({
      data: { month, throughEntryId, ...seal, lockedBy: deps.actor.id, lockedAt: instant(deps.now) },
    });
    await recordAudit(tx, deps, {
      action: "ledger.lock",
      subjectId: `ledger_period:${month}`,
      tenantId: null,
      after: { month, ...seal },
    });
  });
}

/** What lies beyond the bound would leave the month for the next one, although it was booked before the lock. */
async function requireSettled(sql: Sql, of: { month: string; throughEntryId: string }): Promise<void> {
  const [fresh] = await sql<{ booked_ms: number | null }>(
    `SELECT (extract(epoch FROM max(booked_at)) * 1000)::float8 AS booked_ms FROM ledger_entry
     WHERE id >= $1 AND business_day_on <= $2`,
    [of.throughEntryId, monthEnd(firstOf(of.month))],
  );
  const bookedMs = fresh?.booked_ms ?? null;
  if (bookedMs === null) return;
  throw new DomainError("period_settling", {
    month: of.month,
    time: formatJstTime(bookedMs + SETTLING_MS + MINUTE_MS),
  });
}
