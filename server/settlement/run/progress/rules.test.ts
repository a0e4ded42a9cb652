import { expect, test } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { markOf, RUN_STEPS, readMark } from "./rules";

test("the mark of a run is read back as it was written, and is never cut off by PostgreSQL", () => {
  for (const step of RUN_STEPS) {
    const progress = { throughOn: toDay("2026-11-24"), step, done: 12_000_000, of: 50_000_000 };
    expect(readMark(markOf(progress))).toEqual(progress);
    expect(markOf(progress).length).toBeLessThan(64);
  }
});

test("what another program calls itself is no progress", () => {
  for (const text of [
    "",
    "psql",
    "settlement",
    "settlement 2026-13-01 write 1/2",
    "settlement 2026-11-24 dance 1/2",
  ])
    expect(readMark(text)).toBeUndefined();
});
