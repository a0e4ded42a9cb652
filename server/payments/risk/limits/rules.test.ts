import fc from "fast-check";
import { expect, test } from "vitest";
import { createJudge, LIMIT_MEASURES, LIMIT_SUBJECTS, type Limit } from "./rules";

const PLACE = { walletId: "W", merchantId: "M", storeId: "S" };
const IDS = { wallet: "W", merchant: "M", store: "S" };

test("payments of one batch never go beyond any limit together, and what is within all of them is let through", () => {
  const limit = fc
    .record({
      subject: fc.constantFrom(...LIMIT_SUBJECTS),
      measure: fc.constantFrom(...LIMIT_MEASURES),
      most: fc.bigInt(0n, 60n),
    })
    .map((given): Limit => ({ ...given, subjectId: IDS[given.subject] }));
  fc.assert(
    fc.property(fc.array(limit, { maxLength: 4 }), fc.array(fc.bigInt(1n, 30n)), (limits, amounts) => {
      const judge = createJudge(limits, new Map());
      let [count, sum] = [0n, 0n];
      for (const amount of amounts) {
        const fits = limits.every(({ measure, most }) => {
          if (measure === "payment_amount") return amount <= most;
          return measure === "day_amount" ? sum + amount <= most : count + 1n <= most;
        });
        expect(judge(PLACE, amount)).toBe(fits);
        if (fits) [count, sum] = [count + 1n, sum + amount];
      }
    }),
  );
});

test("a limit of one store, merchant or wallet binds nobody else", () => {
  const limits = LIMIT_SUBJECTS.map(
    (subject): Limit => ({ subject, subjectId: IDS[subject], measure: "day_count", most: 1n }),
  );
  const judge = createJudge(limits, new Map());
  expect(judge(PLACE, 1n)).toBe(true);
  expect(judge(PLACE, 1n)).toBe(false);
  // The wallet counts for each store by itself; the merchant has had its one.
  expect(judge({ ...PLACE, storeId: "T" }, 1n)).toBe(false);
  expect(judge({ walletId: "W", merchantId: "N", storeId: "T" }, 1n)).toBe(true);
  expect(judge({ walletId: "V", merchantId: "N", storeId: "T" }, 1n)).toBe(true);
});
