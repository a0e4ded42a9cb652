import { expect, test } from "vitest";
import { makeNetworkKeys } from "@/bench/payment-bed";
import { live } from "@/bench/soak";

/** The sample of `npm run soak` that every run of the tests lives. */
test.each([1, 7])(
  "a random history (seed %i) ends in the books of the model, whole and sealed",
  async (seed) => {
    expect(await live(seed, makeNetworkKeys(), 60)).toBeGreaterThan(10);
  },
);
