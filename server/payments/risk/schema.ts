import { z } from "zod";
import { ALERT_OUTCOMES } from "./alerts/rules";
import { LIMIT_MEASURES, LIMIT_SUBJECTS } from "./limits/rules";

export const setLimitInput = z.object({
  subject: z.enum(LIMIT_SUBJECTS),
  subjectId: z.string().trim().min(1).max(64),
  measure: z.enum(LIMIT_MEASURES),
  /** Yen, or a number of payments. */
  most: z.bigint().min(0n).max(999_999_999_999n),
  reason: z.string().trim().min(1).max(200),
});
export type SetLimitInput = z.output<typeof setLimitInput>;

export const limitIdInput = z.object({ limitId: z.string().regex(/^rkl_[0-9a-z]{1,40}$/) });

const alertId = z.string().regex(/^rka_[0-9a-z]{1,40}$/);

export const listAlertsInput = z.object({
  state: z.enum(["open", "closed"]).default("open"),
  olderThan: alertId.optional(),
});
export type ListAlertsInput = z.output<typeof listAlertsInput>;

export const closeAlertInput = z.object({
  alertId,
  outcome: z.enum(ALERT_OUTCOMES),
  note: z.string().trim().min(1).max(500),
});
export type CloseAlertInput = z.output<typeof closeAlertInput>;
