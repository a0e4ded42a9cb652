import type { MerchantState } from "../rules";

/** What becomes of the balance that is left when a contract ends. */
export const FINAL_BALANCES = ["pay_out", "withhold"] as const;
export type FinalBalance = (typeof FINAL_BALANCES)[number];

/** What the operator does to the standing of a merchant or a store. */
export const STANDING_ACTIONS = ["suspend", "resume", "terminate"] as const;
export type StandingAction = (typeof STANDING_ACTIONS)[number];

/** The state that an action leads to. */
export const STATE_AFTER: Readonly<Record<StandingAction, MerchantState>> = {
  suspend: "suspended",
  resume: "active",
  terminate: "terminated",
};
