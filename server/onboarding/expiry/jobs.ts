import type { RecurringJob } from "@/server/platform/jobs";
import { expireApplications } from "./commands";

const HOUR_MS = 3_600_000;

/** What nobody finishes ends by itself. */
export const expiryJob: RecurringJob = {
  name: "application-expiry",
  everyMs: HOUR_MS,
  run: (deps) => expireApplications(deps),
};
