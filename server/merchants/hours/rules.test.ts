import { describe, expect, it } from "vitest";
import { keptHours, normaliseHours } from "./rules";

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
    ["10:00〜22:00（水・火曜定休）", "10:00-22:00 closed tue,wed"],
    ["9:00 ~ 20:00 (日曜日定休)", "09:00-20:00 closed sun"],
    ["10:00〜22:00（火・火曜定休）", undefined],
    ["昼から夜まで", undefined],
  ])("%s is kept as %s", (typed, kept) => {
    expect(normaliseHours(typed)).toBe(kept);
  });

  it("a store keeps them as data, and what cannot be read as it was given", () => {
    expect(keptHours("１０：００～２２：００")).toBe("10:00-22:00");
    expect(keptHours("10:00〜22:00（火・水曜定休）")).toBe("10:00-22:00 closed tue,wed");
    expect(keptHours("昼から夜まで")).toBe("昼から夜まで");
    expect(keptHours("")).toBe("");
  });
});
