import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { sealAudit } from "./seal/commands";

/** Background work of the audit log: what was committed is in the chain within a second. */
export const auditJobs: readonly RecurringJob[] = [
  { name: "audit-seal", everyMs: 500, run: (deps) => sealAudit(deps, env().anchorFile) },
];
