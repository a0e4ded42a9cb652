import { jstDay } from "@/server/kernel/calendar";
import { poolFor, sqlOfClient } from "@/server/platform/db";

const SHARDS = 16;

/** Counts one visit of a public page: the day and the page, and nothing of who came. */
export async function recordVisit(input: { readonly page: "apply"; readonly nowMs: number }): Promise<void> {
  await sqlOfClient(poolFor("app"))(
    `INSERT INTO visit_day (day_on, page, shard, visits) VALUES ($1, $2, floor(random() * ${SHARDS})::smallint, 1)
     ON CONFLICT (day_on, page, shard) DO UPDATE SET visits = visit_day.visits + 1`,
    [jstDay(input.nowMs), input.page],
  );
}
