import { OUTBOX_CHANNEL } from "@/server/events/commands";
import type { RecurringJob } from "@/server/platform/jobs";
import { sendDueCancels } from "./cancels/jobs";
import { expireDisputes, sendDueAnswers } from "./disputes/jobs";
import { resolveParkedDisputes } from "./disputes/notices/ingest";
import { bookNetworkFees } from "./fees/jobs";
import { lookAfterOrders, resolveAllParked } from "./orders/jobs";
import { releaseHeldRefunds, sendDueRefunds } from "./refunds/jobs";
import { watchStores } from "./risk/alerts/jobs";

/** Everything about payments that is done again and again; each round takes what is due and leaves the rest. */
export const paymentJobs: readonly RecurringJob[] = [
  { name: "payment-orders", everyMs: 1_000, parallel: true, run: (deps) => lookAfterOrders(deps) },
  { name: "payment-parked", everyMs: 5_000, run: (deps) => resolveAllParked(deps) },
  {
    name: "disputes",
    everyMs: 5_000,
    run: async (deps) => {
      await resolveParkedDisputes(deps);
      await sendDueAnswers(deps);
      await expireDisputes(deps);
    },
  },
  { name: "payment-cancels", everyMs: 2_000, parallel: true, run: (deps) => sendDueCancels(deps) },
  {
    name: "refunds",
    everyMs: 2_000,
    parallel: true,
    wakesOn: OUTBOX_CHANNEL,
    run: (deps) => sendDueRefunds(deps),
  },
  { name: "network-fees", everyMs: 30 * 60_000, run: async (deps) => void (await bookNetworkFees(deps)) },
  { name: "risk-alerts", everyMs: 15 * 60_000, run: async (deps) => void (await watchStores(deps)) },
  { name: "refunds-held", everyMs: 30_000, run: (deps) => releaseHeldRefunds(deps) },
];
