import type { RecurringJob } from "@/server/platform/jobs";
import { announcementsJob } from "./announcements/jobs";
import { digestJob } from "./digest/jobs";
import { letterJob } from "./letters/jobs";
import { reminderJob } from "./reminders/jobs";
import { silenceJob } from "./silence/jobs";
import { webhookJobs } from "./webhooks/deliveries/jobs";

/** Background work that reaches people. */
export const alertJobs: readonly RecurringJob[] = [
  announcementsJob,
  digestJob,
  letterJob,
  reminderJob,
  silenceJob,
  ...webhookJobs,
];
