import { addDays, jstDay, monthEnd } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { firstOf } from "../journal/queries";

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
