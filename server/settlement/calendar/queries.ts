import { z } from "zod";
import { HOLIDAYS_CERTAIN_THROUGH } from "@/prisma/seed/holidays";
import { addDays, type Day, jstDay, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { CYCLES, type Cycle } from "../rules";
import { HOLIDAY_DIRECTIONS, isHorizonNear, scheduleOf } from "./rules";

/** The days on which banks are closed by holiday: what pay days are reckoned from. */
export async function listHolidays(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql<{ day: string }>("SELECT day FROM bank_holiday WHERE is_closed");
  return new Set(rows.map((row) => row.day));
}

/** The last day whose bank days are certain: what the package knows for sure, or the last year that was confirmed. */
export async function findCertainThrough(sql: Sql): Promise<Day> {
  const [row] = await sql<{ day: string }>(
    "SELECT greatest($1::text, max(year)::text || '-12-31') AS day FROM bank_calendar_year",
    [HOLIDAYS_CERTAIN_THROUGH],
  );
  return toDay(row?.day ?? HOLIDAYS_CERTAIN_THROUGH);
}

/** The holidays of a year with those that an operator has opened, and whether the calendar has to be continued. */
export async function getCalendarYear(tx: Tx, args: { year?: number | undefined; nowMs: number }) {
  const today = jstDay(args.nowMs);
  const year = args.year ?? Number(today.slice(0, 4));
  const certainThroughOn = await findCertainThrough(sqlOfTx(tx));
  const days = await tx.bankHoliday.findMany({
    where: { day: { gte: `${year}-01-01`, lte: `${year}-12-31` } },
    select: { day: true, name: true, isClosed: true },
    orderBy: { day: "asc" },
  });
  return { year, today, days, certainThroughOn, isHorizonNear: isHorizonNear(certainThroughOn, today) };
}

const payTermsRow = z.object({
  cycle: z.enum(CYCLES),
  payout_offset_bank_days: z.number().int(),
  pay_day_of_month: z.number().int().nullable(),
  holiday_direction: z.enum(HOLIDAY_DIRECTIONS),
});

/** How far ahead the dates of a cycle are shown. */
const DAYS_AHEAD: Readonly<Record<Cycle, number>> = { daily: 30, twice_monthly: 125, monthly: 190 };

/**
 * When the coming periods of a merchant close and are paid, months ahead, and up to when bank days are certain.
 * @throws DomainError not_found for a merchant without a contract in force
 */
export async function listSchedule(tx: Tx, args: { merchantId: string; nowMs: number }) {
  const today = jstDay(args.nowMs);
  const sql = sqlOfTx(tx);
  const [row] = await sql(
    `SELECT cycle, payout_offset_bank_days, pay_day_of_month, holiday_direction FROM contract
     WHERE merchant_id = $1 AND valid_from_on <= $2 AND (valid_through_on IS NULL OR valid_through_on >= $2)
     ORDER BY version DESC LIMIT 1`,
    [args.merchantId, today],
  );
  if (row === undefined) throw new DomainError("not_found");
  const found = payTermsRow.parse(row);
  const certainThroughOn = await findCertainThrough(sql);
  const terms = {
    cycle: found.cycle,
    payoutOffsetBankDays: found.payout_offset_bank_days,
    payDayOfMonth: found.pay_day_of_month,
    holidayDirection: found.holiday_direction,
  };
  const span = { fromOn: today, throughOn: addDays(today, DAYS_AHEAD[terms.cycle]) };
  const calendar = { holidays: await listHolidays(sql), certainThroughOn };
  return { terms, certainThroughOn, periods: scheduleOf(terms, span, calendar) };
}
