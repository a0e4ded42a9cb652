import { expect, test } from "vitest";
import { MINUTE_MS } from "./platform/jobs";
import { hasQueue } from "./platform/jobs-queue";
import { JOB_QUEUES } from "./platform/jobs-queues.data";
import { JOBS } from "./worker";

test("every job with a period of a minute or more has a queue of pg-boss", () => {
  const without = JOBS.filter((job) => job.everyMs >= MINUTE_MS && !hasQueue(job.name));
  expect(without.map((job) => job.name)).toEqual([]);
});

test("every queue has its job, and no two jobs share a name", () => {
  const names = JOBS.map((job) => job.name);
  expect(JOB_QUEUES.filter((queue) => !names.includes(queue))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
