import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("../globals.css", import.meta.url)), "utf8");

function tokensOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const [lightBlock = "", darkBlock = ""] = css.split("@media (prefers-color-scheme: dark)");
const light = tokensOf(lightBlock);
const themes = [
  ["light", light],
  ["dark", new Map([...light, ...tokensOf(darkBlock)])],
] as const;

const TEXT = [
  ["ink", ["paper", "surface", "indigo-50", "vermilion-50", "green-50", "amber-50"]],
  ["muted", ["paper", "surface", "indigo-50", "line"]],
  ["indigo-600", ["paper", "surface", "indigo-50"]],
  ["vermilion-700", ["paper", "surface", "vermilion-50"]],
  ["green", ["paper", "surface", "green-50"]],
  ["amber-700", ["paper", "surface", "amber-50"]],
  ["on-indigo", ["indigo-600", "indigo-700"]],
  ["on-vermilion", ["vermilion-700"]],
] as const;

const MARKS = [
  ["vermilion", ["surface", "vermilion-50"]],
  ["amber", ["surface", "amber-50"]],
  ["edge", ["surface", "paper"]],
] as const;

describe.each(themes)("the %s theme", (_name, tokens) => {
  const pairs = (table: typeof TEXT | typeof MARKS) =>
    table.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));

  test.each(pairs(TEXT))("text in %s on %s can be read at 4.5 to 1", (text, ground) => {
    expect(contrast(tokens.get(text) ?? "", tokens.get(ground) ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(MARKS))("a mark in %s on %s can be seen at 3 to 1", (mark, ground) => {
    expect(contrast(tokens.get(mark) ?? "", tokens.get(ground) ?? "")).toBeGreaterThanOrEqual(3);
  });
});
