import type { RecurringJob } from "@/server/platform/jobs";
import { enforceRetention } from "./retention/commands";

const DAY_MS = 86_400_000;

/** The retention table is enforced every day. */
export const privacyJobs: readonly RecurringJob[] = [
  { name: "retention", everyMs: DAY_MS, run: async (deps) => void (await enforceRetention(deps)) },
];
