import { describe, expect, it } from "vitest";
import { readTypedYen } from "./typed-yen";

describe("an amount that a person types", () => {
  it.each([
    ["1280", 1280n],
    ["１２８０", 1280n],
    ["1,280", 1280n],
    ["１，２８０", 1280n],
    ["￥1,280", 1280n],
    [" ¥ 500 ", 500n],
    ["500円", 500n],
    ["0500", 500n],
    ["0", 0n],
    ["999999999999", 999_999_999_999n],
  ])("%s is whole yen in any width", (text, yen) => {
    expect(readTypedYen(text)).toBe(yen);
  });

  it.each([
    "",
    "10.5",
    "10．5",
    "1,50",
    "1,2345",
    "-5",
    "−5",
    "1e3",
    "五百",
    "1 280",
    "1000000000000",
    "0x10",
  ])("%s is refused, never guessed (G8)", (text) => {
    expect(readTypedYen(text)).toBeNull();
  });
});
