import holidayJp from "@holiday-jp/holiday_jp";

/**
 * The last day up to which the government has published the holidays (the law lets it fix the equinoxes only in
 * February of the year before). The package goes on to 2050 by astronomy: likely, but not law.
 */
export const HOLIDAYS_CERTAIN_THROUGH = "2027-12-31";

export type BankHolidaySeed = { readonly day: string; readonly name: string };

/**
 * The national holidays of the given years, first and last included, to seed the table that operators then keep.
 * The turn of the year (31 December to 3 January) is a rule of `kernel/calendar.ts` and not a row.
 */
export function bankHolidaySeed(fromYear: number, toYear: number): BankHolidaySeed[] {
  return Object.values(holidayJp.holidays)
    .filter(({ date }) => Number(date.slice(0, 4)) >= fromYear && Number(date.slice(0, 4)) <= toYear)
    .map(({ date, name }) => ({ day: date, name }));
}
