import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flagsOf, isUnusualAmount, USUAL_NEEDS } from "./rules";

const usual = { payments: 200, lowMinor: 300n, middleMinor: 800n, highMinor: 3_000n };

describe("an amount that looks like a slip of the finger", () => {
  test("is ten times the usual basket, or a tenth of it", () => {
    expect(isUnusualAmount(8_000n, usual)).toBe(true);
    expect(isUnusualAmount(80n, usual)).toBe(true);
    expect(isUnusualAmount(7_999n, usual)).toBe(false);
    expect(isUnusualAmount(81n, usual)).toBe(false);
  });

  test("is never one within what the store usually takes", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 100_000n),
        fc.bigInt(0n, 1_000_000n),
        fc.bigInt(0n, 100_000n),
        (low, a, b) => {
          const middleMinor = low + b;
          const highMinor = middleMinor + a;
          const amount = low + ((a + b) % (highMinor - low + 1n));
          return !isUnusualAmount(amount, { payments: 200, lowMinor: low, middleMinor, highMinor });
        },
      ),
    );
  });

  test("is not known before the store has sold often enough", () => {
    expect(isUnusualAmount(1_000_000n, { ...usual, payments: USUAL_NEEDS - 1 })).toBe(false);
    expect(isUnusualAmount(1_000_000n, undefined)).toBe(false);
  });
});

test("both flags can be up at once", () => {
  expect(flagsOf({ amountMinor: 80_000n, follows: true, usual })).toEqual([
    "possible_duplicate",
    "possible_typo",
  ]);
  expect(flagsOf({ amountMinor: 800n, follows: false, usual })).toEqual([]);
});
