import { instant } from "@/server/kernel/calendar";
import { wallNow } from "@/server/platform/clock";
import type { RecurringJob } from "@/server/platform/jobs";

const HOUR_MS = 3_600_000;

/** What has ended by itself is swept away: sessions and codes live by the wall clock. */
export const identityJobs: readonly RecurringJob[] = [
  {
    name: "sign-in-sweep",
    everyMs: HOUR_MS,
    run: (deps) =>
      deps.transact(async (tx) => {
        const before = instant(wallNow() - HOUR_MS);
        await tx.session.deleteMany({ where: { expiresAt: { lt: before } } });
        await tx.signInCode.deleteMany({ where: { expiresAt: { lt: before } } });
      }),
  },
];
