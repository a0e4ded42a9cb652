import type { Day } from "@/server/kernel/calendar";
import type { Sql } from "@/server/platform/db";
import { listHolidays } from "../../calendar/queries";
import { listFeeUnits, listLateReturns } from "../../fees/queries";
import type { TellProgress } from "../progress/commands";
import { gatherClosing, gatherDueEntries, gatherLines, listDueGroups } from "../queries";
import { type ClosedGroup, closeGroup, closingOn } from "../rules";

/**
 * Closes what ends on a day, as far as figures go: nothing but temporary tables is written, which end with the caller's
 * transaction. @returns the groups with their statements, in the order in which invoices are numbered
 * @param tell hears of each step; whoever only looks tells nobody
 */
export async function closeGroups(
  sql: Sql,
  period: { readonly throughOn: Day; readonly lastThroughOn: Day | null },
  tell: TellProgress = async () => undefined,
): Promise<ClosedGroup[]> {
  await tell({ step: "gather", done: 0, of: 0 });
  await gatherClosing(sql, closingOn(period.throughOn, period.lastThroughOn));
  await gatherDueEntries(sql, period.throughOn);
  await tell({ step: "sum", done: 0, of: 0 });
  await gatherLines(sql);
  const groups = await listDueGroups(sql, period.throughOn);
  await tell({ step: "fees", done: 0, of: groups.length });
  const units = byGroup(await listFeeUnits(sql));
  const late = byGroup(await listLateReturns(sql));
  const on = { throughOn: period.throughOn, holidays: await listHolidays(sql) };
  return groups.map((group) => {
    const id = group.payout_group_id;
    return closeGroup(group, { units: units.get(id) ?? [], late: late.get(id) ?? [] }, on);
  });
}

function byGroup<Row extends { readonly payout_group_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const known = groups.get(row.payout_group_id);
    if (known) known.push(row);
    else groups.set(row.payout_group_id, [row]);
  }
  return groups;
}
