import { jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { raiseAlerts } from "./commands";
import { listStoreDays } from "./queries";
import { factsOf, rulesMet } from "./rules";

/** Looks at the day so far in Japan, and raises what is new about it. @returns how many alerts are new */
export async function watchStores(deps: Deps<SystemScope>): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const dayOn = jstDay(deps.now);
  const days = await listStoreDays(sql, { fromMs: jstDayStartMs(dayOn), untilMs: deps.now + 1 });
  const alerts = days.flatMap((day) =>
    rulesMet(day).map((rule) => ({
      tenantId: day.tenantId,
      storeId: day.storeId,
      rule,
      facts: factsOf(rule, day),
      findingKey: `${rule}:${day.storeId}:${dayOn}`,
    })),
  );
  return raiseAlerts(sql, deps, alerts);
}
