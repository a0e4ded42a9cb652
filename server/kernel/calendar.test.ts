import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { bankHolidaySeed, HOLIDAYS_CERTAIN_THROUGH } from "@/prisma/seed/holidays";
import {
  addBankDays,
  addDays,
  dateOfDay,
  dayOfDate,
  daysBetween,
  formatDay,
  formatJstDate,
  formatJstDateTime,
  isBankDay,
  jstDay,
  jstDayStartMs,
  monthEnd,
  moveToBankDay,
  parseDay,
  payDay,
  toDay,
  utc8Day,
  utc8DayStartMs,
  weekday,
} from "./calendar";

const holidays: ReadonlySet<string> = new Set(bankHolidaySeed(2020, 2031).map(({ day }) => day));
const zoneBefore = process.env.TZ;
const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) });
const anyDay = anyInstant.map(jstDay);

afterEach(() => {
  process.env.TZ = zoneBefore;
});

describe("days", () => {
  test("only real days are read", () => {
    expect(parseDay("2024-02-29")).toBe("2024-02-29");
    for (const text of [
      "2023-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-4-1",
      "26-04-01",
      "2026-04-31",
      "",
      "x",
    ]) {
      expect(parseDay(text)).toBeUndefined();
    }
    expect(() => toDay("2026-02-30")).toThrow("invalid_input");
  });

  test("the day in Japan turns at 15:00 UTC, the network's at 16:00 UTC", () => {
    const beforeJst = Date.UTC(2026, 10, 21, 14, 59, 59, 999);
    expect(jstDay(beforeJst)).toBe("2026-11-21");
    expect(jstDay(beforeJst + 1)).toBe("2026-11-22");
    expect(utc8Day(beforeJst + 1)).toBe("2026-11-21");
    expect(utc8Day(beforeJst + 1 + 3_600_000)).toBe("2026-11-22");
  });

  test("a day in Japan begins at its start and ends a millisecond before the next", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = jstDayStartMs(day);
        expect(jstDay(start)).toBe(day);
        expect(jstDay(start - 1)).toBe(addDays(day, -1));
        expect(jstDay(start + 86_399_999)).toBe(day);
        expect(utc8Day(utc8DayStartMs(day))).toBe(day);
        expect(utc8Day(utc8DayStartMs(day) - 1)).toBe(addDays(day, -1));
        expect(dayOfDate(dateOfDay(day))).toBe(day);
      }),
    );
  });

  test("adding days and counting them are inverse, and weeks repeat", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
      }),
    );
    expect(weekday(toDay("2026-11-22"))).toBe(0);
    expect(weekday(toDay("1969-12-31"))).toBe(3);
  });

  test("a month ends on its last day, leap years included", () => {
    expect(monthEnd(toDay("2024-02-01"))).toBe("2024-02-29");
    expect(monthEnd(toDay("2026-02-28"))).toBe("2026-02-28");
    expect(monthEnd(toDay("2026-12-05"))).toBe("2026-12-31");
  });
});

describe("bank days", () => {
  test.each([
    ["2020-12-28", 2, "2020-12-30"],
    ["2020-12-29", 2, "2021-01-04"],
    ["2020-12-30", 2, "2021-01-05"],
    ["2021-01-04", 2, "2021-01-06"],
    ["2020-12-28", 4, "2021-01-05"],
  ])("a period closed on %s and paid on bank day %i arrives on %s", (close, offset, expected) => {
    expect(payDay(toDay(close), offset, holidays)).toBe(expected);
    expect(addBankDays(toDay(close), offset, holidays)).toBe(expected);
  });

  test("after Golden Week 2026 banks open on 7 May, and 22 March 2027 is closed", () => {
    expect(moveToBankDay(toDay("2026-05-03"), "next", holidays)).toBe("2026-05-07");
    expect(isBankDay(toDay("2027-03-22"), holidays)).toBe(false);
  });

  test("31 December to 3 January are closed even without a list of holidays", () => {
    for (const day of ["2024-12-31", "2025-01-02", "2025-01-03", "2029-01-01", "2029-01-02", "2029-01-03"]) {
      expect(isBankDay(toDay(day), new Set())).toBe(false);
    }
    expect(isBankDay(toDay("2024-12-30"), new Set())).toBe(true);
    expect(isBankDay(toDay("2029-01-04"), new Set())).toBe(true);
  });

  test("a fixed date that is closed moves to the previous bank day", () => {
    expect(moveToBankDay(toDay("2026-05-05"), "previous", holidays)).toBe("2026-05-01");
    expect(moveToBankDay(toDay("2026-05-01"), "previous", holidays)).toBe("2026-05-01");
  });

  test("an offset of zero pays on the close, or on the next bank day", () => {
    expect(payDay(toDay("2026-05-03"), 0, holidays)).toBe("2026-05-07");
    expect(payDay(toDay("2026-05-01"), 0, holidays)).toBe("2026-05-01");
    expect(() => payDay(toDay("2026-05-01"), -1, holidays)).toThrow(RangeError);
    expect(() => addBankDays(toDay("2026-05-01"), 1.5, holidays)).toThrow(RangeError);
  });

  test("n bank days later is a bank day with exactly n bank days on the way", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (day, count) => {
        const later = addBankDays(day, count, holidays);
        let seen = 0;
        for (let at = addDays(day, 1); at <= later; at = addDays(at, 1))
          if (isBankDay(at, holidays)) seen += 1;
        expect(seen).toBe(count);
        expect(isBankDay(later, holidays)).toBe(true);
        expect(addBankDays(later, -count, holidays)).toBe(moveToBankDay(day, "previous", holidays));
      }),
    );
  });

  test("a later close is never paid earlier, from 2024 to 2030", () => {
    let before = toDay("2024-01-01");
    for (let day = toDay("2024-01-01"); day < "2031-01-01"; day = addDays(day, 1)) {
      const paid = payDay(day, 2, holidays);
      expect(paid >= before).toBe(true);
      before = paid;
    }
  });

  test("the zone of the server changes nothing", () => {
    const seen = new Set<string>();
    const offsets = new Set<number>();
    for (const zone of ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"]) {
      process.env.TZ = zone;
      offsets.add(new Date(Date.UTC(2026, 0, 1)).getTimezoneOffset());
      const results: string[] = [];
      for (let day = toDay("2024-01-01"); day < "2031-01-01"; day = addDays(day, 1)) {
        const start = jstDayStartMs(day);
        results.push(`${jstDay(start - 1)}${jstDay(start)}${utc8Day(start)}${payDay(day, 2, holidays)}`);
        results.push(formatJstDateTime(start - 1, "ja"));
      }
      seen.add(results.join());
    }
    expect(offsets.size).toBe(4);
    expect(seen.size).toBe(1);
  });
});

describe("the list of holidays that seeds the table", () => {
  test("it holds the years asked for and is certain to the end of 2027", () => {
    const days = bankHolidaySeed(2026, 2027);
    expect(days[0]).toEqual({ day: "2026-01-01", name: "元日" });
    expect(days.every(({ day }) => day <= HOLIDAYS_CERTAIN_THROUGH && parseDay(day) !== undefined)).toBe(
      true,
    );
    expect(days.find(({ day }) => day === "2027-03-22")?.name).toBe("春分の日 振替休日");
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
  });
});

describe("days as people write them", () => {
  const at = Date.UTC(2026, 10, 22, 1, 42);

  test("each language has its own natural form", () => {
    expect(formatJstDateTime(at, "ja")).toBe("11月22日(日) 10:42");
    expect(formatJstDateTime(at, "en")).toBe("Sun 22 Nov, 10:42");
    expect(formatJstDateTime(at, "zh")).toBe("11月22日 周日 10:42");
    expect(formatJstDateTime(at, "ko")).toBe("11월 22일(일) 10:42");
  });

  test("the year is written when asked for", () => {
    expect(formatJstDate(at, "ja", { year: true })).toBe("2026年11月22日(日)");
    expect(formatJstDateTime(at, "en", { year: true })).toBe("Sun 22 Nov 2026, 10:42");
    expect(formatDay(toDay("2027-01-04"), "zh", { year: true })).toBe("2027年1月4日 周一");
    expect(formatDay(toDay("2027-01-04"), "ko", { year: true })).toBe("2027년 1월 4일(월)");
  });
});
