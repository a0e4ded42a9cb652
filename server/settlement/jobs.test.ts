import { describe, expect, it } from "vitest";
import { jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { daysToClose } from "./jobs";

const at = (day: string, hour: number) => jstDayStartMs(toDay(day)) + hour * 3_600_000;

describe("the daily close", () => {
  it("closes yesterday from 04:00 JST on, and not before", () => {
    expect(daysToClose(at("2026-11-24", 3), toDay("2026-11-22"))).toEqual([]);
    expect(daysToClose(at("2026-11-24", 4), toDay("2026-11-22"))).toEqual(["2026-11-23"]);
  });

  it("closes every day that was missed, in order", () => {
    expect(daysToClose(at("2026-11-24", 5), toDay("2026-11-20"))).toEqual([
      "2026-11-21",
      "2026-11-22",
      "2026-11-23",
    ]);
  });

  it("never asks for a day that is closed or not over", () => {
    expect(daysToClose(at("2026-11-24", 5), toDay("2026-11-23"))).toEqual([]);
    expect(daysToClose(at("2026-11-24", 5), toDay("2026-11-24"))).toEqual([]);
  });
});
