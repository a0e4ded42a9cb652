import type { Allowance } from "./rules";

/**
 * What one client may send to one process. Payments have room for far more than a peak of the network; what reads, or
 * happens once a store or a dispute, has less. A client above it is told `U` and sends the same again.
 */
export const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  "payments/pushPayment": { aSecond: 10_000, atOnce: 20_000 },
  "payments/notifyPayment": { aSecond: 10_000, atOnce: 20_000 },
  "payments/userInitiatedPay": { aSecond: 2_000, atOnce: 4_000 },
  "payments/inquiryPushPayment": { aSecond: 2_000, atOnce: 4_000 },
  "merchants/notifyRegistrationStatus": { aSecond: 200, atOnce: 1_000 },
  "disputes/initiateRetrieval": { aSecond: 50, atOnce: 200 },
  "disputes/initiateEscalation": { aSecond: 50, atOnce: 200 },
};
