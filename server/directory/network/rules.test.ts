import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay } from "@/server/kernel/calendar";
import { forecastOf, type GrowthWeek, shareOfCashless } from "./rules";

const START = toDay("2026-08-31");
const PLAN = { endOn: "2027-10-31", endShops: 50_000, today: toDay("2026-11-28") };

function weeksOf(joined: readonly number[], before = 30_000): GrowthWeek[] {
  let shops = before;
  return joined.map((count, at) => {
    shops += count;
    const fromOn = addDays(START, 7 * at);
    return { fromOn, throughOn: addDays(fromOn, 6), joined: count, shops, target: null };
  });
}

describe("the forecast", () => {
  test("goes on as it went when every week was the same, without a range", () => {
    const { weeks, recentWeekly } = forecastOf(weeksOf(Array(12).fill(300)), PLAN);
    expect(recentWeekly).toBe(300);
    expect(weeks[0]).toMatchObject({ expected: 33_900, low: 33_900, high: 33_900 });
    expect(weeks.at(-1)?.throughOn.slice(0, 7)).toMatch(/2027-(10|11)/);
  });

  test("names the week in which the target is reached, and what it takes otherwise", () => {
    expect(forecastOf(weeksOf(Array(12).fill(600)), PLAN).reachedOn).not.toBeNull();
    const slow = forecastOf(weeksOf(Array(12).fill(100)), PLAN);
    expect(slow.reachedOn).toBeNull();
    expect(slow.neededWeekly).toBe(Math.ceil((50_000 - 31_200) / (337 / 7)));
  });

  test("expects what lies in its range, never less than there is, and never turns back", () => {
    const joined = fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 26 });
    fc.assert(
      fc.property(joined, (counts) => {
        const past = weeksOf(counts);
        let before = past.at(-1)?.shops ?? 0;
        for (const { low, expected, high } of forecastOf(past, PLAN).weeks) {
          expect(low).toBeLessThanOrEqual(expected);
          expect(expected).toBeLessThanOrEqual(high);
          expect(expected).toBeGreaterThanOrEqual(before);
          before = expected;
        }
      }),
    );
  });

  test("of a network without a past is nothing", () => {
    expect(forecastOf([], PLAN)).toEqual({ weeks: [], reachedOn: null, neededWeekly: 0, recentWeekly: 0 });
  });
});

test("the share of cash-less consumption is a year's sales of what inhabitants spend without cash", () => {
  const place = { inhabitants: 1_000_000, cashlessBasisPoints: 5_000, spendingMinor: 1_000_000n };
  // 30 days of 3 billion are a year of 36.5 billion, of 500 billion spent without cash.
  expect(shareOfCashless({ ...place, amountMinor: 3_000_000_000n })).toBe(73_000);
  expect(shareOfCashless({ ...place, amountMinor: 1n, inhabitants: 0 })).toBe(0);
});
