import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowPayDay } from "@/bench/settlement-model";
import { bankHolidaySeed } from "@/prisma/seed/holidays";
import { addDays, toDay } from "@/server/kernel/calendar";
import { CYCLES } from "../rules";
import { closingOn } from "../run/rules";
import {
  HOLIDAY_DIRECTIONS,
  isHorizonNear,
  type PayTerms,
  payOnOf,
  periodEndBefore,
  periodEndFrom,
  scheduleOf,
} from "./rules";

const holidays: ReadonlySet<string> = new Set(bankHolidaySeed(2020, 2031).map(({ day }) => day));
const BY_OFFSET: PayTerms = {
  cycle: "monthly",
  payoutOffsetBankDays: 2,
  payDayOfMonth: null,
  holidayDirection: "next",
};
const first = toDay("2024-01-01");
const days = fc.integer({ min: 0, max: 7 * 366 }).map((count) => addDays(first, count));

describe("pay days (G10)", () => {
  it("are those of a slow count, from 2024 to 2030, by offset and by day of the month", () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 12 }),
        fc.option(fc.integer({ min: 1, max: 31 })),
        fc.constantFrom(...HOLIDAY_DIRECTIONS),
        (close, offset, payDay, direction) => {
          const terms = {
            ...BY_OFFSET,
            payoutOffsetBankDays: offset,
            payDayOfMonth: payDay,
            holidayDirection: direction,
          };
          const slow = slowPayDay({ offset, payDay, direction }, close, holidays);
          expect(payOnOf(terms, close, holidays)).toBe(slow);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are those that japan.md gives, over the turn of a year and the longest holidays", () => {
    const by = (close: string, payoutOffsetBankDays: number) =>
      payOnOf({ ...BY_OFFSET, payoutOffsetBankDays }, toDay(close), holidays);
    expect(by("2020-12-28", 2)).toBe("2020-12-30");
    expect(by("2020-12-29", 2)).toBe("2021-01-04");
    expect(by("2020-12-30", 2)).toBe("2021-01-05");
    expect(by("2021-01-04", 2)).toBe("2021-01-06");
    expect(by("2020-12-28", 4)).toBe("2021-01-05");
    expect(by("2026-05-03", 1)).toBe("2026-05-07");
    expect(by("2027-03-19", 1)).toBe("2027-03-23");
  });

  it("on a fixed day move as the contract says, and never before the close", () => {
    const on = (close: string, payDayOfMonth: number, holidayDirection: "next" | "previous") =>
      payOnOf({ ...BY_OFFSET, payDayOfMonth, holidayDirection }, toDay(close), holidays);
    // 15 November 2026 is a Sunday.
    expect(on("2026-10-31", 15, "next")).toBe("2026-11-16");
    expect(on("2026-10-31", 15, "previous")).toBe("2026-11-13");
    // The last day of February, and a first of the month that banks spend closed.
    expect(on("2027-02-15", 31, "next")).toBe("2027-03-01");
    expect(on("2026-12-31", 1, "previous")).toBe("2027-01-04");
  });
});

describe("what a run closes", () => {
  it("is every cycle that ends, and one whose end was missed; each looks back over its own period", () => {
    const ordinary = closingOn(toDay("2026-11-24"), toDay("2026-11-23"));
    expect(ordinary.cycles).toEqual(["daily"]);
    const monthEnd = closingOn(toDay("2026-11-30"), toDay("2026-11-29"));
    expect(monthEnd.cycles).toEqual(["daily", "twice_monthly", "monthly"]);
    expect(monthEnd.floors).toEqual({
      daily: "2026-11-27",
      twice_monthly: "2026-11-13",
      monthly: "2026-10-29",
    });
    const missed = closingOn(toDay("2026-12-03"), toDay("2026-11-29"));
    expect(missed.cycles).toEqual(["daily", "twice_monthly", "monthly"]);
    expect(missed.floors.monthly).toBe("2026-10-29");
  });

  it("ends of periods follow each other without a gap", () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...CYCLES), (day, cycle) => {
        const end = periodEndFrom(cycle, day);
        expect(end >= day).toBe(true);
        expect(periodEndFrom(cycle, addDays(periodEndBefore(cycle, day), 1)) >= day).toBe(true);
        expect(periodEndBefore(cycle, addDays(end, 1))).toBe(end);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the schedule", () => {
  it("marks what lies past the published holidays", () => {
    const certainThroughOn = toDay("2027-12-31");
    const calendar = { holidays, certainThroughOn };
    const periods = scheduleOf(
      BY_OFFSET,
      { fromOn: toDay("2027-11-05"), throughOn: toDay("2028-01-31") },
      calendar,
    );
    expect(periods.map((period) => [period.closesOn, period.payOn, period.isProvisional])).toEqual([
      ["2027-11-30", "2027-12-02", false],
      ["2027-12-31", "2028-01-05", true],
      ["2028-01-31", "2028-02-02", true],
    ]);
    expect(isHorizonNear(certainThroughOn, toDay("2027-05-01"))).toBe(false);
    expect(isHorizonNear(certainThroughOn, toDay("2027-08-01"))).toBe(true);
  });
});
