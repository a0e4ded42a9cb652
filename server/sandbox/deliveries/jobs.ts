import { settlePush } from "../pushes/commands";
import type { Deps } from "../queries";
import { finishAttempt, releaseHeld } from "./commands";
import { type Delivery, takeDueDeliveries } from "./queries";
import { nextAttemptAt } from "./rules";
import { acquirerAnswer } from "./schema";

const AT_ONCE = 16;

/** Makes the calls that are due, several at once. @returns how many were attempted */
export async function deliverDue(deps: Deps): Promise<number> {
  const due = await takeDueDeliveries(deps.sql, {
    nowMs: deps.now(),
    leaseMs: deps.settings.pace.callTimeoutMs * 2,
    limit: AT_ONCE,
  });
  await Promise.all(due.map((delivery) => attempt(deps, delivery)));
  return due.length;
}

async function attempt(deps: Deps, delivery: Delivery): Promise<void> {
  if (delivery.kind === "pushPayment" || delivery.kind === "inquiryPushPayment") {
    await settlePush(deps, delivery);
    return;
  }
  const answer = acquirerAnswer.safeParse(
    await deps.callAcquirer({
      url: delivery.url,
      body: delivery.body,
      timeoutMs: deps.settings.pace.callTimeoutMs,
    }),
  );
  if (answer.success && answer.data.result.resultStatus === "S") {
    await finishAttempt(deps.sql, { id: delivery.id, outcome: "done", result: "S" });
    if (delivery.walletId !== null) {
      await releaseHeld(deps.sql, { walletId: delivery.walletId, id: delivery.id, nowMs: deps.now() });
    }
    return;
  }
  const retryAt = nextAttemptAt(delivery.attempts, deps.now());
  await finishAttempt(deps.sql, {
    id: delivery.id,
    outcome: retryAt === null ? "given_up" : { retryAt },
    result: answer.success ? answer.data.result.resultCode : "no answer",
  });
}
