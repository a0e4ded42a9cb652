import type { RecurringJob } from "@/server/platform/jobs";
import { checkSales } from "./commands";
import { findFreshness } from "./queries";
import { isCheckDue } from "./rules";

const HOUR_MS = 3_600_000;

/** Compares the read models of sales with the books every night. */
export const salesCheckJob: RecurringJob = {
  name: "sales-check",
  everyMs: HOUR_MS,
  run: async (deps) => {
    const { checkedAt } = await findFreshness();
    if (isCheckDue(deps.now, checkedAt?.getTime() ?? null)) await checkSales(deps);
  },
};
