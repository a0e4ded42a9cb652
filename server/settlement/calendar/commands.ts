import { recordAudit } from "@/server/audit/commands";
import { addBankDays, type Day, instant, isBankDay, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { findCertainThrough, listHolidays } from "./queries";

type Desk = Deps<OperatorScope>;

/**
 * Says that banks are closed on a day, or that they work on one that was taken for a holiday. Payouts that no file
 * carries yet and would fall on a closed day move to the next bank day.
 * @throws DomainError invalid_input for a day that has passed
 */
export async function setBankDay(
  deps: Desk,
  input: { day: Day; name: string; isClosed: boolean },
): Promise<{ moved: number }> {
  if (input.day < jstDay(deps.now)) throw new DomainError("invalid_input", { value: input.day });
  return deps.transact(async (tx) => {
    const before = await tx.bankHoliday.findUnique({
      where: { day: input.day },
      select: { name: true, isClosed: true },
    });
    const data = { name: input.name, isClosed: input.isClosed };
    await tx.bankHoliday.upsert({
      where: { day: input.day },
      create: { day: input.day, ...data },
      update: data,
      select: { day: true },
    });
    const holidays = await listHolidays(sqlOfTx(tx));
    const { count } = isBankDay(input.day, holidays)
      ? { count: 0 }
      : await tx.payout.updateMany({
          where: { state: { in: ["planned", "held"] }, payOn: input.day },
          data: { payOn: addBankDays(input.day, 1, holidays) },
        });
    await recordAudit(tx, deps, {
      action: "bank_calendar.set",
      subjectId: input.day,
      tenantId: null,
      ...(before ? { before } : {}),
      after: { ...data, moved: count },
    });
    return { moved: count };
  });
}

/**
 * Says that the holidays of the year after the horizon have been compared with the government's list, so that bank days
 * are certain up to its end. @throws DomainError invalid_input for any other year
 */
export async function confirmCalendarYear(deps: Desk, input: { year: number }): Promise<void> {
  await deps.transact(async (tx) => {
    const certain = await findCertainThrough(sqlOfTx(tx));
    if (input.year !== Number(certain.slice(0, 4)) + 1)
      throw new DomainError("invalid_input", { value: String(input.year) });
    await tx.bankCalendarYear.create({
      data: { year: input.year, confirmedBy: deps.scope.personId, confirmedAt: instant(deps.now) },
      select: { year: true },
    });
    await recordAudit(tx, deps, {
      action: "bank_calendar.confirm",
      subjectId: String(input.year),
      tenantId: null,
      after: { year: input.year },
    });
  });
}
