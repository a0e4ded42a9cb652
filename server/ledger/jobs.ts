import type { RecurringJob } from "@/server/platform/jobs";
import { closeDays } from "./checkpoint/commands";

/** Background work of the books. */
export const ledgerJobs: readonly RecurringJob[] = [
  { name: "ledger-checkpoint", everyMs: 60_000, run: closeDays },
];
