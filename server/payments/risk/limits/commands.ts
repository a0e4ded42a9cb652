import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { SetLimitInput } from "../schema";

const SUBJECT_TABLES = { wallet: "wallet", merchant: "merchant", store: "store" } as const;

/**
 * Sets how much or how often may be paid, in place of the former limit of the same measure. It binds within two
 * seconds. @throws DomainError not_found when there is nobody of that id
 */
export async function setLimit(deps: Deps<OperatorScope>, input: SetLimitInput): Promise<void> {
  const { subject, subjectId, measure, most, reason } = input;
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const [known] = await sql(`SELECT 1 FROM ${SUBJECT_TABLES[subject]} WHERE id = $1`, [subjectId]);
    if (!known) throw new DomainError("not_found");
    await sql(
      `INSERT INTO risk_limit (id, subject_kind, subject_id, measure, most, reason, set_by, set_at)
       VALUES ($1, $2, $3, $4, $5::bigint, $6, $7, to_timestamp($8::float8 / 1000))
       ON CONFLICT (subject_kind, subject_id, measure)
       DO UPDATE SET most = EXCLUDED.most, reason = EXCLUDED.reason, set_by = EXCLUDED.set_by, set_at = EXCLUDED.set_at`,
      [
        deps.newId("riskLimit"),
        subject,
        subjectId,
        measure,
        most.toString(),
        reason,
        deps.actor.id,
        deps.now,
      ],
    );
    await recordAudit(tx, deps, {
      action: "risk.set_limit",
      subjectId,
      tenantId: subject === "merchant" ? subjectId : null,
      after: { subject, measure, most, reason },
    });
  });
}

/** Takes a limit away. @throws DomainError not_found */
export async function removeLimit(deps: Deps<OperatorScope>, limitId: string): Promise<void> {
  await deps.transact(async (tx) => {
    const [row] = await sqlOfTx(tx)<{ subject_id: string; measure: string; most: bigint }>(
      "DELETE FROM risk_limit WHERE id = $1 RETURNING subject_id, measure, most",
      [limitId],
    );
    if (!row) throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "risk.remove_limit",
      subjectId: row.subject_id,
      tenantId: null,
      before: { measure: row.measure, most: row.most },
    });
  });
}
