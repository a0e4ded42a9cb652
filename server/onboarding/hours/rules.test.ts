import { describe, expect, it } from "vitest";
import { hoursText, normaliseHours } from "./rules";

describe("opening hours", () => {
  it.each([
    ["10:00-22:00", "10:00-22:00"],
    ["９：００〜２０：００", "09:00-20:00"],
    ["17:00-2:00 closed tue,mon", "17:00-02:00 closed mon,tue"],
    ["7:00-24:00", "07:00-24:00"],
    ["10:00-25:00", undefined],
    ["10:00-10:00", undefined],
    ["24:00-3:00", undefined],
    ["10:00-19:00 closed someday", undefined],
    ["昼から夜まで", undefined],
  ])("%s is kept as %s", (typed, kept) => {
    expect(normaliseHours(typed)).toBe(kept);
  });

  it("are written as on the door", () => {
    expect(hoursText("10:00-22:00 closed tue,wed")).toBe("10:00〜22:00（火・水曜定休）");
    expect(hoursText("9:00-20:00")).toBe("09:00〜20:00");
  });
});
