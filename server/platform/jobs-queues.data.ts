/** Queues of background work. `npm run migrate` makes them as the owner; the worker only sends and takes. */
export const JOB_QUEUES = [
  "outbox",
  "settlement",
  "registration",
  "inquiry",
  "refund",
  "audit-seal",
  "ledger-checkpoint",
  "cleanup",
] as const;

export type JobQueue = (typeof JOB_QUEUES)[number];

/** The schema that pg-boss keeps its tables in, and the queue that its timetable uses itself. */
export const JOBS_SCHEMA = "pgboss";
export const JOBS_TIMETABLE_QUEUE = "__pgboss__send-it";
