import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { CHECKS_CHANNEL, requestDailyCheck, runCheck } from "./checks/commands";
import { sealAudit } from "./seal/commands";

const DAY_MS = 86_400_000;

/** Background work of the audit log: what was committed is in the chain within a second; it is verified every day. */
export const auditJobs: readonly RecurringJob[] = [
  { name: "audit-seal", everyMs: 500, run: (deps) => sealAudit(deps, env().anchorFile) },
  { name: "audit-check", everyMs: 5_000, wakesOn: CHECKS_CHANNEL, run: runCheck },
  { name: "audit-daily", everyMs: DAY_MS, run: requestDailyCheck },
];
