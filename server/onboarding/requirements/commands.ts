import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { ApplicationCase } from "../queries";
import { mayJudge } from "./rules";

export type NewVerdict = {
  readonly itemKey: string;
  readonly state: "accepted" | "returned" | "waived";
  readonly reasonCode: string | null;
  readonly reason: string | null;
};

/** The verdict that needs no reason. */
export function accepted(itemKey: string): NewVerdict {
  return { itemKey, state: "accepted", reasonCode: null, reason: null };
}

/**
 * Writes a reviewer's words on items, in one statement for any number of them, each bound to the content that its item
 * has in this transaction; the caller holds the lock on the application and writes the audit row.
 * @throws DomainError not_found for an item that is not asked for, or that cannot be judged so
 */
export async function writeVerdicts(
  tx: Tx,
  deps: Deps<OperatorScope>,
  { application, requirements }: Pick<ApplicationCase, "application" | "requirements">,
  given: readonly NewVerdict[],
): Promise<void> {
  const items = new Map(requirements.map((item) => [item.key, item]));
  // Of two words on one item the later counts.
  const rows = [...new Map(given.map((one) => [one.itemKey, one])).values()].map((one) => {
    const item = items.get(one.itemKey);
    if (!item || !mayJudge(item, one.state)) throw new DomainError("not_found");
    return {
      id: deps.newId("reviewItem"),
      item_key: item.key,
      state: one.state,
      reason_code: one.reasonCode,
      reason: one.reason,
      content_hash: item.contentHash,
    };
  });
  if (rows.length === 0) return;
  await sqlOfTx(tx)(
    `INSERT INTO review_item (id, tenant_id, application_id, item_key, state, reason_code, reason, content_hash,
                              decided_by, decided_at)
     SELECT id, $2, $3, item_key, state, reason_code, reason, content_hash, $4, to_timestamp($5::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS said(id text, item_key text, state text, reason_code text, reason text,
                                                      content_hash text)
     ON CONFLICT (application_id, item_key) DO UPDATE
       SET state = excluded.state, reason_code = excluded.reason_code, reason = excluded.reason,
           content_hash = excluded.content_hash, decided_by = excluded.decided_by, decided_at = excluded.decided_at,
           resolved_at = NULL
     RETURNING id`,
    [JSON.stringify(rows), application.tenantId, application.id, deps.scope.personId, deps.now],
  );
}
