import { expect, test } from "vitest";
import { afterProbe } from "./rules";

test("one silence is no trouble, two are, since the first, and one answer ends it", () => {
  const first = afterProbe(null, false, 1_000);
  expect(first).toEqual({ since: 1_000, does: "nothing" });
  const second = afterProbe(first.since, false, 2_000);
  expect(second).toEqual({ since: 1_000, does: "begin" });
  expect(afterProbe(second.since, true, 3_000)).toEqual({ since: null, does: "end" });
  expect(afterProbe(null, true, 4_000).since).toBeNull();
});
