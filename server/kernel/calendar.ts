import { DomainError } from "./errors";

/** A calendar day "YYYY-MM-DD" without a time zone. Days compare as text. */
declare const dayBrand: unique symbol;
export type Day = string & { readonly [dayBrand]: true };

/** The languages in which days are written. */
export type CalendarLocale = "ja" | "en" | "zh" | "ko";

/** 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const DAY_MS = 86_400_000;
// Japan has had no daylight saving since 1952, so an offset is exact and the zone of the process plays no part.
const JST_OFFSET_MS = 9 * 3_600_000;
const UTC8_OFFSET_MS = 8 * 3_600_000;

/** The one mint of the brand; every caller below has computed or checked the text. */
function mintDay(text: string): Day {
  return text as Day;
}

/** Reads a day from outside, or undefined when the text is not a real day of the years 1900 to 9999. */
export function parseDay(text: string): Day | undefined {
  if (!/^(19|[2-9]\d)\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return mintDay(text);
}

/** Reads a day from outside. @throws DomainError invalid_input */
export function toDay(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new DomainError("invalid_input", { value: text.slice(0, 40) });
  return day;
}

function epochDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function dayOfEpoch(epoch: number): Day {
  return mintDay(new Date(epoch * DAY_MS).toISOString().slice(0, 10));
}

/** The business day in Japan at an instant (epoch milliseconds). */
export function jstDay(ms: number): Day {
  return dayOfEpoch(Math.floor((ms + JST_OFFSET_MS) / DAY_MS));
}

/** The wallet network's day, which is kept in UTC+8: one hour behind Japan. */
export function utc8Day(ms: number): Day {
  return dayOfEpoch(Math.floor((ms + UTC8_OFFSET_MS) / DAY_MS));
}

/** The instant (epoch milliseconds) at which a day begins in Japan. */
export function jstDayStartMs(day: Day): number {
  return epochDay(day) * DAY_MS - JST_OFFSET_MS;
}

/** The instant (epoch milliseconds) at which a day of the wallet network begins. */
export function utc8DayStartMs(day: Day): number {
  return epochDay(day) * DAY_MS - UTC8_OFFSET_MS;
}

/** An instant (epoch milliseconds) as the database's client takes it: the one place where a Date is made of one. */
export function instant(ms: number): Date {
  return new Date(ms);
}

/** A `date` column as the driver gives it: midnight UTC of the day. */
export function dayOfDate(date: Date): Day {
  return dayOfEpoch(Math.floor(date.getTime() / DAY_MS));
}

/** A day as a `date` column takes it: midnight UTC. */
export function dateOfDay(day: Day): Date {
  return new Date(epochDay(day) * DAY_MS);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOfEpoch(epochDay(day) + count);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

/** The last day of the month that `day` lies in. */
export function monthEnd(day: Day): Day {
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1));
  return dayOfEpoch(next.getTime() / DAY_MS - 1);
}

const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

/** The day of the week, 0 being Sunday. */
export function weekday(day: Day): Weekday {
  // 1970-01-01 was a Thursday; the double remainder keeps days before it positive.
  return WEEKDAYS[(((epochDay(day) + 4) % 7) + 7) % 7] ?? 0;
}

/**
 * Whether banks in Japan work: not on Saturdays, Sundays, national holidays, nor from 31 December to 3 January
 * (Banking Act, art. 15, and its Enforcement Order, art. 5). The turn of the year is in no list of holidays.
 */
export function isBankDay(day: Day, holidays: ReadonlySet<string>): boolean {
  const dayOfWeek = weekday(day);
  if (dayOfWeek === 0 || dayOfWeek === 6) return false;
  const monthDay = day.slice(5);
  if (monthDay === "12-31" || monthDay === "01-01" || monthDay === "01-02" || monthDay === "01-03")
    return false;
  return !holidays.has(day);
}

/** The nearest bank day, `day` itself included. */
export function moveToBankDay(day: Day, direction: "next" | "previous", holidays: ReadonlySet<string>): Day {
  const step = direction === "next" ? 1 : -1;
  let moved = day;
  while (!isBankDay(moved, holidays)) moved = addDays(moved, step);
  return moved;
}

/**
 * The `count`-th bank day after `day` (before it when negative). `day` itself is never counted, and zero gives it
 * back as it is, bank day or not.
 * @throws RangeError when count is not an integer
 */
export function addBankDays(day: Day, count: number, holidays: ReadonlySet<string>): Day {
  if (!Number.isSafeInteger(count)) throw new RangeError("a number of bank days must be an integer");
  const step = count < 0 ? -1 : 1;
  let moved = day;
  for (let left = Math.abs(count); left > 0; left -= 1) {
    moved = moveToBankDay(addDays(moved, step), step === 1 ? "next" : "previous", holidays);
  }
  return moved;
}

/**
 * The day money arrives: the n-th bank day after the close of the period; with an offset of zero, the close itself
 * or the bank day after it.
 * @throws RangeError when the offset is negative or not an integer
 */
export function payDay(closeDay: Day, offsetBankDays: number, holidays: ReadonlySet<string>): Day {
  if (offsetBankDays < 0) throw new RangeError("a payout cannot precede the close of its period");
  return moveToBankDay(addBankDays(closeDay, offsetBankDays, holidays), "next", holidays);
}

const WEEKDAY_NAMES: Readonly<Record<CalendarLocale, readonly string[]>> = {
  ja: ["日", "月", "火", "水", "木", "金", "土"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  ko: ["일", "월", "화", "수", "목", "금", "토"],
};

const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * A day as people write it: "11月22日(日)", "Sun 22 Nov", "11月22日 周日", "11월 22일(일)"; with the year when asked.
 * Written by hand because the wording of Intl changes with the version of ICU.
 */
export function formatDay(
  day: Day,
  locale: CalendarLocale,
  options: { readonly year?: boolean } = {},
): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  const name = WEEKDAY_NAMES[locale][weekday(day)] ?? "";
  switch (locale) {
    case "ja":
      return `${options.year ? `${year}年` : ""}${month}月${date}日(${name})`;
    case "en":
      return `${name} ${date} ${MONTHS_EN[month - 1] ?? ""}${options.year ? ` ${year}` : ""}`;
    case "zh":
      return `${options.year ? `${year}年` : ""}${month}月${date}日 ${name}`;
    case "ko":
      return `${options.year ? `${year}년 ` : ""}${month}월 ${date}일(${name})`;
  }
}

/** The clock in Japan at an instant: "10:42". */
export function formatJstTime(ms: number): string {
  return new Date(ms + JST_OFFSET_MS).toISOString().slice(11, 16);
}

/** The day in Japan at an instant, as people write it. */
export function formatJstDate(
  ms: number,
  locale: CalendarLocale,
  options: { readonly year?: boolean } = {},
): string {
  return formatDay(jstDay(ms), locale, options);
}

/** Day and clock in Japan at an instant: "11月22日(日) 10:42", "Sun 22 Nov, 10:42". */
export function formatJstDateTime(
  ms: number,
  locale: CalendarLocale,
  options: { readonly year?: boolean } = {},
): string {
  return `${formatJstDate(ms, locale, options)}${locale === "en" ? "," : ""} ${formatJstTime(ms)}`;
}
