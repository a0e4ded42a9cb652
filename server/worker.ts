import { heard as approvalsHeard } from "./alerts/approvals/events";
import { heard as alertsHeard } from "./alerts/events";
import { alertJobs } from "./alerts/jobs";
import { heard as webhooksHeard } from "./alerts/webhooks/events";
import { jobDeps } from "./api/entry";
import { auditJobs } from "./audit/jobs";
import { heard as codesHeard } from "./codes/events";
import { codeJobs } from "./codes/print/jobs";
import { salesCheckJob } from "./directory/activity/check/jobs";
import { importJobs } from "./directory/import/files/jobs";
import { ownerInvitationsJob } from "./directory/import/invitations/jobs";
import { figuresJob } from "./directory/network/figures/jobs";
import { watchJob } from "./directory/watch/jobs";
import { OUTBOX_CHANNEL } from "./events/commands";
import type { Heard } from "./events/events";
import { deliverOutbox } from "./events/jobs";
import { heard as identityHeard } from "./identity/events";
import { identityJobs } from "./identity/jobs";
import { ledgerJobs } from "./ledger/jobs";
import { expiryJob } from "./onboarding/expiry/jobs";
import { paymentJobs } from "./payments/jobs";
import { randomBytes } from "./platform/crypto";
import { closeDatabase } from "./platform/db";
import { type AskForJob, type RecurringJob, type RunningJobs, startJobs } from "./platform/jobs";
import { log } from "./platform/log";
import { isMain } from "./platform/main-module";
import { ensurePartitions } from "./platform/partitions";
import { heard as privacyHeard } from "./privacy/events";
import { privacyJobs } from "./privacy/jobs";
import { heard as registrationHeard } from "./registration/events";
import { registrationJobs } from "./registration/jobs";
import { settlementJobs } from "./settlement/jobs";
import { networkWatchJob } from "./wallet-network/troubles/jobs";

/** What the domains hear; a domain that exports `heard` from its events.ts adds its line here. */
const HEARD: readonly Heard[] = [
  alertsHeard,
  approvalsHeard,
  webhooksHeard,
  codesHeard,
  identityHeard,
  registrationHeard,
  privacyHeard,
];

/** Events that ask for background work: the outbox sends the job, and pg-boss runs, repeats and keeps it. */
const onDemand = (ask: AskForJob): Heard => ({
  "application.approved": () => ask("registrations"),
  "store.added": () => ask("registrations"),
  "registration.requested": () => ask("registrations"),
  "refund.requested": () => ask("refunds"),
  "dispute.opened": () => ask("payout-holds"),
  "dispute.settled": () => ask("payout-holds"),
  "merchant.suspended": () => ask("payout-holds"),
  "merchant.resumed": () => ask("payout-holds"),
  "merchant.terminated": () => ask("payout-holds"),
  "bank_account.changed": () => ask("payout-holds"),
});

/** What the domains do again and again; a domain that exports jobs from its jobs.ts adds its line here. */
export const JOBS: readonly RecurringJob[] = [
  { name: "partitions", everyMs: 3_600_000, run: async (deps) => void (await ensurePartitions(deps.now)) },
  ...auditJobs,
  ...identityJobs,
  ...ledgerJobs,
  ...registrationJobs,
  ...codeJobs,
  networkWatchJob,
  ...paymentJobs,
  ...settlementJobs,
  expiryJob,
  ...importJobs,
  ownerInvitationsJob,
  watchJob,
  salesCheckJob,
  figuresJob,
  ...privacyJobs,
  ...alertJobs,
];

function outboxJob(ask: AskForJob): RecurringJob {
  const domains = [onDemand(ask), ...HEARD];
  return {
    name: "outbox",
    everyMs: 1_000,
    parallel: true,
    wakesOn: OUTBOX_CHANNEL,
    run: (deps) => deliverOutbox(deps, domains),
  };
}

/** Starts all background work of Noren in this process. */
export function startWorker(): Promise<RunningJobs> {
  return startJobs(
    (ask) => [...JOBS, outboxJob(ask)],
    (job) => jobDeps(job, `${job}-${Buffer.from(randomBytes(6)).toString("hex")}`),
  );
}

if (isMain(import.meta.url)) {
  const running = await startWorker();
  log().info("worker started");
  const stop = () => {
    process.off("SIGTERM", stop);
    process.off("SIGINT", stop);
    void running
      .stop()
      .then(closeDatabase)
      .then(() => log().info("worker stopped"));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
