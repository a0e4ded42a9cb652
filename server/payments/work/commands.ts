import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { WORK_KINDS, type WorkKind } from "./rules";
import type { SetAsideInput, WorkItemInput } from "./schema";

const NOW = "to_timestamp($2::float8 / 1000)";

/** How an item is made due now; each gives back the row when the item still waits. */
const ASK: Partial<Record<WorkKind, string>> = {
  payment_unknown: `UPDATE payment SET next_inquiry_at = ${NOW}
    WHERE id = $1 AND state IN ('created', 'pending') RETURNING id, tenant_id`,
  cancel_unconfirmed: `UPDATE cancel_request SET next_attempt_at = ${NOW}
    WHERE payment_id = $1 AND state = 'requested' RETURNING payment_id AS id, tenant_id`,
  reversal_open: `UPDATE cancel_request SET next_attempt_at = ${NOW}
    WHERE payment_id = $1 AND state = 'reversing' RETURNING payment_id AS id, tenant_id`,
  refund_unconfirmed: `UPDATE refund SET next_attempt_at = ${NOW}
    WHERE id = $1 AND state IN ('requested', 'at_wallet') RETURNING id, tenant_id`,
  refund_held: `UPDATE refund SET next_attempt_at = ${NOW} WHERE id = $1 AND state = 'held' RETURNING id, tenant_id`,
  dispute_undelivered: `UPDATE dispute SET next_attempt_at = ${NOW}
    WHERE id = $1 AND state = 'answered' RETURNING id, tenant_id`,
  registration_unknown: `UPDATE wallet_registration SET next_attempt_at = ${NOW}
    WHERE id = $1 AND state = 'unknown' RETURNING id, tenant_id`,
};

const SET_ASIDE: Partial<Record<WorkKind, string>> = {
  message_parked: `UPDATE parked_message SET closed_at = ${NOW}, closed_by = $3
    WHERE id = $1 AND closed_at IS NULL RETURNING id, NULL AS tenant_id`,
  message_contradicts: `UPDATE network_conflict SET closed_at = ${NOW}, closed_by = $3
    WHERE key = $1 AND closed_at IS NULL RETURNING key AS id, NULL AS tenant_id`,
};

type Touched = { id: string; tenant_id: string | null };

/** Has the worker try an item at once instead of at its next turn. @throws DomainError work_state when it is over */
export async function askAgain(deps: Deps<OperatorScope>, input: WorkItemInput): Promise<void> {
  const statement = ASK[input.kind];
  if (statement === undefined || !WORK_KINDS[input.kind].askAgain) throw new DomainError("work_state");
  await deps.transact(async (tx) => {
    const [touched] = await sqlOfTx(tx)<Touched>(statement, [input.subjectId, deps.now]);
    if (!touched) throw new DomainError("work_state");
    await recordAudit(tx, deps, {
      action: "work.ask_again",
      subjectId: touched.id,
      tenantId: touched.tenant_id,
      after: { kind: input.kind },
    });
  });
}

/** Decides that nothing will come of a message; it is kept and shown no more. @throws DomainError work_state */
export async function setAside(deps: Deps<OperatorScope>, input: SetAsideInput): Promise<void> {
  const statement = SET_ASIDE[input.kind];
  if (statement === undefined || !WORK_KINDS[input.kind].setAside) throw new DomainError("work_state");
  await deps.transact(async (tx) => {
    const [touched] = await sqlOfTx(tx)<Touched>(statement, [input.subjectId, deps.now, deps.actor.id]);
    if (!touched) throw new DomainError("work_state");
    await recordAudit(tx, deps, {
      action: "work.set_aside",
      subjectId: touched.id,
      tenantId: null,
      after: { kind: input.kind, reason: input.reason },
    });
  });
}
