import type { RecurringJob } from "@/server/platform/jobs";
import { refreshWatch } from "./commands";

const HOUR_MS = 3_600_000;

/** Says every hour which codes are to be looked at. */
export const watchJob: RecurringJob = {
  name: "code-watch",
  everyMs: HOUR_MS,
  run: async (deps) => void (await refreshWatch(deps)),
};
