import { addDays, type Day, jstDay, monthEnd } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Sql, Tx } from "@/server/platform/db";
import { firstOf } from "../journal/queries";

/** The first day whose books are open; null while no month is locked. */
export async function findFirstOpenDay(sql: Sql): Promise<Day | null> {
  const [last] = await sql<{ month: string }>("SELECT month FROM ledger_period ORDER BY month DESC LIMIT 1");
  return last ? addDays(monthEnd(firstOf(last.month)), 1) : null;
}

/**
 * What a person dates may not lie in a locked month; what arrives late by itself is booked for it, and the journal of
 * the first open month shows it as late. @throws DomainError day_locked
 */
export async function requireOpenDay(sql: Sql, day: Day): Promise<void> {
  const firstOpenOn = await findFirstOpenDay(sql);
  if (firstOpenOn !== null && day < firstOpenOn)
    throw new DomainError("day_locked", { month: day.slice(0, 7), day: firstOpenOn });
}

/** The locked months, the newest first, who locked them, and the month that can be locked next. */
export async function listPeriods(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly limit: number; readonly nowMs: number },
) {
  const periods = await tx.ledgerPeriod.findMany({
    orderBy: { month: "desc" },
    take: args.limit,
    select: { month: true, entries: true, sha256: true, lockedBy: true, lockedAt: true },
  });
  const people = await tx.person.findMany({
    where: { id: { in: periods.map((period) => period.lockedBy) } },
    select: { id: true, name: true, email: true },
  });
  const names = new Map(people.map((person) => [person.id, person.name || person.email]));
  const thisMonth = jstDay(args.nowMs).slice(0, 7);
  const lastMonth = addDays(firstOf(thisMonth), -1).slice(0, 7);
  const last = periods[0]?.month;
  const lockable = last === undefined ? lastMonth : addDays(monthEnd(firstOf(last)), 1).slice(0, 7);
  return {
    periods: periods.map((period) => ({
      ...period,
      lockedByName: names.get(period.lockedBy) ?? period.lockedBy,
    })),
    thisMonth,
    lastMonth,
    lockable: lockable <= lastMonth ? lockable : null,
  };
}
