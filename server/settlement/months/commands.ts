import { addDays, jstDayStartMs, monthEnd, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { lockMonth } from "@/server/ledger/periods/commands";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { findLastRun } from "../run/queries";

/**
 * Locks a month of the books for ever, once its last day is settled: fees, tax and payouts of that day are dated by it,
 * and would leave the month when they came after the lock.
 * @throws DomainError period_unsettled, and what `lockMonth` of the ledger throws
 */
export async function lockSettledMonth(
  deps: Deps<OperatorScope>,
  input: { readonly month: string },
): Promise<void> {
  const lastOn = monthEnd(toDay(`${input.month}-01`));
  if (deps.now >= jstDayStartMs(addDays(lastOn, 1))) {
    // A day that is settled stays settled, so that it may be looked up before the lock.
    const last = await deps.transact((tx) => findLastRun(sqlOfTx(tx)));
    if (last === null || last.through_on < lastOn) throw new DomainError("period_unsettled", { day: lastOn });
  }
  await lockMonth(deps, input);
}
