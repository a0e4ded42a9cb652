import { Command, InvalidArgumentError } from "commander";
import { bankHolidaySeed } from "@/prisma/seed/holidays";
import { addBankDays, type Day, isBankDay, parseDay } from "@/server/kernel/calendar";
import { answer } from "./output";

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new InvalidArgumentError("Give a day as YYYY-MM-DD.");
  return day;
}

function integerOf(text: string): number {
  if (!/^-?\d{1,4}$/.test(text)) throw new InvalidArgumentError("Give a whole number of bank days.");
  return Number(text);
}

/** `noren calendar bank-day`: the published holidays and the turn of the year; needs no running system. */
export function calendarCommand(): Command {
  const bankDay = new Command("bank-day")
    .description("whether banks in Japan work on a day, and the day N bank days later")
    .argument("<day>", "YYYY-MM-DD", dayOf)
    .option("--offset <n>", "bank days to count, negative for earlier", integerOf)
    .action((day: Day, options: { offset?: number }) => {
      const year = Number(day.slice(0, 4));
      const holidays = bankHolidaySeed(year - 20, year + 20);
      const closed = new Set(holidays.map((holiday) => holiday.day));
      const offset = options.offset ?? 0;
      const result = addBankDays(day, offset, closed);
      const holiday = holidays.find((known) => known.day === day)?.name ?? null;
      answer({ day, bankDay: isBankDay(day, closed), holiday, offset, result });
    });
  return new Command("calendar").description("bank days").addCommand(bankDay);
}
