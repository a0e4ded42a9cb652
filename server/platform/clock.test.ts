import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { advanceFile, offsetClock } from "./clock";

const DAY_MS = 86_400_000;

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), "noren-clock-")), "clock.json");
}

test("without a file the clock is the wall's", () => {
  expect(offsetClock(newFile(), () => 5_000).now()).toBe(5_000);
});

test("two processes that share a file move together within a quarter of a second", () => {
  const file = newFile();
  let wall = 1_000;
  const [web, worker] = [offsetClock(file, () => wall), offsetClock(file, () => wall)];
  expect([web.now(), worker.now()]).toEqual([1_000, 1_000]);
  advanceFile(file, 90 * DAY_MS);
  wall += 250;
  expect([web.now(), worker.now()]).toEqual([wall + 90 * DAY_MS, wall + 90 * DAY_MS]);
});

test("moves add up, also when they follow at once", () => {
  const file = newFile();
  advanceFile(file, DAY_MS);
  expect(advanceFile(file, 60 * 60 * 1_000)).toBe(DAY_MS + 3_600_000);
  expect(offsetClock(file, () => 0).now()).toBe(DAY_MS + 3_600_000);
});

test("time never goes back", () => {
  expect(() => advanceFile(newFile(), -1)).toThrow(RangeError);
  expect(() => advanceFile(newFile(), 0.5)).toThrow(RangeError);
});
