import fc from "fast-check";
import { expect, it } from "vitest";
import { isUnusuallySilent } from "./rules";

const busy = fc.integer({ min: 6, max: 500 });

it("a code that is busy in all four weeks is reported when it takes nothing", () => {
  fc.assert(
    fc.property(fc.tuple(busy, busy, busy, busy), (weeks) => {
      expect(isUnusuallySilent(weeks, 0)).toBe(true);
    }),
  );
});

it("one payment is enough to be silent about", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 6 }), fc.integer({ min: 1 }), (weeks, count) => {
      expect(isUnusuallySilent(weeks, count)).toBe(false);
    }),
  );
});

it("a code with a closed week, a quiet habit or a short past alarms nobody", () => {
  for (const weeks of [[], [20, 20, 20], [20, 0, 20, 20], [3, 3, 3, 3], [2, 40, 40, 40]])
    expect(isUnusuallySilent(weeks, 0)).toBe(false);
});
