/**
 * Queues of background work, one for each job that pg-boss runs and of the job's name. `npm run migrate` makes them as
 * the owner; the worker only sends and takes. A job without a queue here runs as a loop of the worker.
 */
export const JOB_QUEUES = [
  "partitions",
  "sign-in-sweep",
  "ledger-checkpoint",
  "application-expiry",
  "reminders",
  "retention",
  "silent-codes",
  "webhook-sweep",
  "daily-digest",
  "audit-daily",
  "settlement",
  "reconciliation-watch",
  "registrations",
  "refunds",
  "payout-holds",
  "network-fees",
  "risk-alerts",
  "network-figures",
  "owner-invitations",
  "code-watch",
  "sales-check",
] as const;

export type JobQueue = (typeof JOB_QUEUES)[number];

/**
 * Queues whose jobs take rows that nobody else holds: several may run at once, and one more may wait. Of the others
 * one runs and one waits in the whole system.
 */
export const SHARED_QUEUES: readonly JobQueue[] = ["registrations", "refunds"];

/** Where jobs end whose attempts are used up, for a person to look at. */
export const DEAD_LETTER_QUEUE = "dead-letter";

/** What pg-boss does with a job that fails: again after 2 s, 4 s, … and in the end to the dead letters. */
export const QUEUE_TERMS = {
  retryLimit: 6,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 3_600,
  deadLetter: DEAD_LETTER_QUEUE,
} as const;

/** The schema that pg-boss keeps its tables in, and the queue that its timetable uses itself. */
export const JOBS_SCHEMA = "pgboss";
export const JOBS_TIMETABLE_QUEUE = "__pgboss__send-it";
