import type { SystemScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { callNetwork } from "../gateway";
import { noteNetwork } from "./commands";
import { afterProbe, PROBE_MS } from "./rules";

/** An order that nobody has made: whatever the network says of it, it answers. */
const NO_ORDER = { paymentRequestId: "noren-probe" };
const ANSWER_MS = 5_000;

/**
 * Watches whether the network answers at all, by a question that changes nothing, so that silence is noticed before
 * the next shopper meets it and its end as soon as it comes.
 */
export function networkWatch(): (deps: Deps<SystemScope>) => Promise<void> {
  let since: number | null = null;
  return async (deps) => {
    if (env().networkBaseUrl === undefined) return;
    const { result } = await callNetwork("payments/inquiryPayment", NO_ORDER, ANSWER_MS);
    const step = afterProbe(since, result.resultStatus !== "U", deps.now);
    since = step.since;
    if (step.does !== "nothing")
      await noteNetwork(deps, { isSilent: step.does === "begin", sinceMs: since ?? deps.now });
  };
}

export const networkWatchJob: RecurringJob = {
  name: "network-watch",
  everyMs: PROBE_MS,
  run: networkWatch(),
};
