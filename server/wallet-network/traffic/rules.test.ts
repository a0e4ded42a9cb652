import { expect, test } from "vitest";
import { type Bucket, fullBucket, takeOne } from "./rules";

const ALLOWANCE = { aSecond: 10, atOnce: 20 };

test("a client may send a burst, then so many a second, and never more for having been quiet longer", () => {
  let bucket: Bucket | null = fullBucket(ALLOWANCE, 0);
  const send = (nowMs: number) => {
    const next: Bucket | null = bucket && takeOne(bucket, ALLOWANCE, nowMs);
    if (next) bucket = next;
    return next !== null;
  };
  const sent = (nowMs: number, tries: number) =>
    Array.from({ length: tries }, () => send(nowMs)).filter(Boolean).length;
  expect(sent(0, 50)).toBe(20);
  expect(sent(1_000, 50)).toBe(10);
  expect(sent(3_600_000, 50)).toBe(20);
  // A clock that is set back gives nothing.
  expect(sent(0, 5)).toBe(0);
});
