import { readOutboxStanding } from "@/server/events/queries";
import type { Sql } from "@/server/platform/db";
import type { Sample } from "./document";

/** What a person on call wants to see move: the outbox, unsealed audit rows, and work that waits for the network. */
export async function readServiceSamples(sql: Sql, nowMs: number): Promise<Sample[]> {
  const [outbox, [waiting]] = await Promise.all([
    readOutboxStanding(sql, nowMs),
    sql<{ unsealed: number; refunds: number; cancels: number; inquiries: number; registrations: number }>(
      `SELECT (SELECT count(*) FROM audit_pending)::int AS unsealed,
              (SELECT count(*) FROM refund WHERE next_attempt_at IS NOT NULL)::int AS refunds,
              (SELECT count(*) FROM cancel_request WHERE next_attempt_at IS NOT NULL)::int AS cancels,
              (SELECT count(*) FROM payment WHERE next_inquiry_at IS NOT NULL)::int AS inquiries,
              (SELECT count(*) FROM wallet_registration WHERE state IN ('waiting', 'sent', 'unknown'))::int AS registrations`,
    ),
  ]);
  return [
    sample("noren_outbox_waiting", "Events of the outbox that are not delivered yet.", outbox.waiting),
    sample("noren_outbox_failed", "Events of the outbox that were given up.", outbox.failed),
    sample(
      "noren_outbox_oldest_due_seconds",
      "How long the oldest event that is due has waited.",
      outbox.oldestDueMs / 1_000,
    ),
    sample("noren_audit_unsealed", "Audit rows that no seal covers yet.", waiting?.unsealed ?? 0),
    sample("noren_payments_unsettled", "Payments to be asked about again.", waiting?.inquiries ?? 0),
    sample("noren_refunds_open", "Refunds to be asked for again.", waiting?.refunds ?? 0),
    sample("noren_cancels_open", "Cancellations to be asked for again.", waiting?.cancels ?? 0),
    sample("noren_registrations_open", "Registrations without an outcome.", waiting?.registrations ?? 0),
  ];
}

function sample(name: string, help: string, value: number): Sample {
  return { name, help, kind: "gauge", values: [{ labels: {}, value }] };
}
