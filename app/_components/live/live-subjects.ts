import type { LIVE_KINDS } from "@/server/events/live/commands";

export type LiveKind = (typeof LIVE_KINDS)[number];

/** The routers whose answers are old once something of a kind has changed. */
export const LIVE_SUBJECTS: Readonly<Record<LiveKind, readonly string[]>> = {
  payments: ["payments", "settlement"],
  refunds: ["payments", "settlement"],
  disputes: ["disputes"],
  registrations: ["registration", "merchants"],
  payouts: ["settlement"],
  codes: ["codes"],
  review: ["review", "onboarding"],
  notices: ["inbox"],
  troubles: ["troubles"],
};
