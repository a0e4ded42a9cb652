import {
  addBankDays,
  addDays,
  type Day,
  monthEnd,
  moveToBankDay,
  payDay,
  toDay,
} from "@/server/kernel/calendar";
import { type Cycle, endsPeriod } from "../rules";

export const HOLIDAY_DIRECTIONS = ["next", "previous"] as const;
export type HolidayDirection = (typeof HOLIDAY_DIRECTIONS)[number];

/** When a contract closes and pays. */
export type PayTerms = {
  readonly cycle: Cycle;
  readonly payoutOffsetBankDays: number;
  /** Paid on this day of the month instead (31 is the last); null for an offset. */
  readonly payDayOfMonth: number | null;
  /** Where a fixed day moves when banks are closed. */
  readonly holidayDirection: HolidayDirection;
};

/** The first end of a period on or after a day. */
export function periodEndFrom(cycle: Cycle, day: Day): Day {
  let end = day;
  while (!endsPeriod(cycle, end)) end = addDays(end, 1);
  return end;
}

/** The last end of a period before a day. */
export function periodEndBefore(cycle: Cycle, day: Day): Day {
  let end = addDays(day, -1);
  while (!endsPeriod(cycle, end)) end = addDays(end, -1);
  return end;
}

function dayOfMonth(inMonthOf: Day, date: number): Day {
  const last = monthEnd(inMonthOf);
  const wanted = `${inMonthOf.slice(0, 8)}${String(date).padStart(2, "0")}`;
  if (wanted > last) return last;
  return toDay(wanted);
}

/** The first such day of a month after a day. */
function nextDayOfMonth(after: Day, date: number): Day {
  const here = dayOfMonth(after, date);
  return here > after ? here : dayOfMonth(addDays(monthEnd(after), 1), date);
}

/**
 * The day on which a period is paid: the n-th bank day after its close, or the contract's day of the month, moved to
 * the next or the previous bank day. Never on or before the close itself, except for an offset of zero.
 */
export function payOnOf(terms: PayTerms, closesOn: Day, holidays: ReadonlySet<string>): Day {
  if (terms.payDayOfMonth === null) return payDay(closesOn, terms.payoutOffsetBankDays, holidays);
  const fixed = nextDayOfMonth(closesOn, terms.payDayOfMonth);
  const moved = moveToBankDay(fixed, terms.holidayDirection, holidays);
  return moved > closesOn ? moved : addBankDays(closesOn, 1, holidays);
}

/** One period that is still to come. */
export type ScheduledPeriod = {
  readonly closesOn: Day;
  readonly payOn: Day;
  /** True when a bank day in it is reckoned from holidays that are not published yet. */
  readonly isProvisional: boolean;
};

/** More lines than these tell nobody anything: the daily cycle of a few months is already a long list. */
const MOST_PERIODS = 200;

/** The periods that close from one day through another, with the days they are paid on. */
export function scheduleOf(
  terms: PayTerms,
  span: { readonly fromOn: Day; readonly throughOn: Day },
  calendar: { readonly holidays: ReadonlySet<string>; readonly certainThroughOn: Day },
): ScheduledPeriod[] {
  const periods: ScheduledPeriod[] = [];
  let closesOn = periodEndFrom(terms.cycle, span.fromOn);
  while (closesOn <= span.throughOn && periods.length < MOST_PERIODS) {
    const payOn = payOnOf(terms, closesOn, calendar.holidays);
    periods.push({ closesOn, payOn, isProvisional: payOn > calendar.certainThroughOn });
    closesOn = periodEndFrom(terms.cycle, addDays(closesOn, 1));
  }
  return periods;
}

/** How long before its end the calendar asks to be continued: bank days are promised to merchants that far ahead. */
const ASKED_AHEAD_DAYS = 180;

/** Whether the published holidays end soon, so that an operator has to enter and confirm the next year. */
export function isHorizonNear(certainThroughOn: Day, today: Day): boolean {
  return certainThroughOn < addDays(today, ASKED_AHEAD_DAYS);
}
