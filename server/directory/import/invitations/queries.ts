import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { INVITATION_STATES, type InvitationCounts } from "./rules";

/** How far the invitations to the owners of an import are. */
export async function countInvitations(
  tx: Tx,
  _scope: OperatorScope,
  importId: string,
): Promise<InvitationCounts> {
  const rows = await sqlOfTx(tx)<{ state: string; count: number }>(
    "SELECT state, count(*)::int AS count FROM owner_invitation WHERE job_id = $1 GROUP BY state",
    [importId],
  );
  const counts = { waiting: 0, sent: 0, not_needed: 0, stopped: 0 };
  for (const { state, count } of rows) {
    const known = INVITATION_STATES.find((one) => one === state);
    if (known !== undefined) counts[known] = count;
  }
  return counts;
}
