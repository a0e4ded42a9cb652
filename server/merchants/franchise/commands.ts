import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { NewGrant } from "./schema";

type Revoked = { readonly id: string; readonly level: string };

/**
 * Lets the head office of one's signboard see one's sales from a day on, in place of what it saw before.
 * @throws DomainError not_found for a merchant under nobody else's signboard
 */
export async function grantFigures(deps: Deps<MerchantScope>, input: NewGrant): Promise<{ grantId: string }> {
  const { tenantId, personId } = deps.scope;
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    // Nobody moves merchants between signboards meanwhile.
    await sql("SELECT pg_advisory_xact_lock_shared(hashtext('noren.franchise'))::text");
    const [merchant] = await sql<{ trade_name: string; brand_id: string; head_office_id: string }>(
      `SELECT m.trade_name, b.id AS brand_id, b.tenant_id AS head_office_id
       FROM merchant m JOIN brand b ON b.id = m.brand_id WHERE m.id = $1 AND b.tenant_id <> $1`,
      [tenantId],
    );
    if (merchant === undefined) throw new DomainError("not_found");
    const before = await revoke(sql, { tenantIds: [tenantId], by: personId, nowMs: deps.now });
    const grantId = deps.newId("franchiseGrant");
    await tx.franchiseGrant.create({
      data: {
        id: grantId,
        tenantId,
        brandId: merchant.brand_id,
        headOfficeId: merchant.head_office_id,
        name: merchant.trade_name,
        ...input,
        grantedBy: personId,
        grantedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "franchise.grant",
      subjectId: tenantId,
      tenantId,
      before: { level: before[0]?.level ?? null },
      after: { ...input, headOfficeId: merchant.head_office_id },
    });
    return { grantId };
  });
}

/** Takes back what the head office sees, at once. Without a grant it changes nothing. */
export async function revokeFigures(deps: Deps<MerchantScope>): Promise<void> {
  const { tenantId, personId } = deps.scope;
  await deps.transact(async (tx) => {
    const [before] = await revoke(sqlOfTx(tx), { tenantIds: [tenantId], by: personId, nowMs: deps.now });
    if (before === undefined) return;
    await recordAudit(tx, deps, {
      action: "franchise.revoke",
      subjectId: tenantId,
      tenantId,
      before: { level: before.level },
      after: { level: null },
    });
  });
}

/**
 * Ends the grants of merchants that go to another signboard, inside the caller's transaction, and holds off new ones
 * until it ends.
 */
export async function revokeOnMove(sql: Sql, of: Parameters<typeof revoke>[1]): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtext('noren.franchise'))::text");
  await revoke(sql, of);
}

function revoke(
  sql: Sql,
  of: { readonly tenantIds: readonly string[]; readonly by: string; readonly nowMs: number },
): Promise<Revoked[]> {
  return sql<Revoked>(
    `UPDATE franchise_grant SET revoked_by = $2, revoked_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = ANY($1::text[]) AND revoked_at IS NULL RETURNING id, level`,
    [of.tenantIds, of.by, of.nowMs],
  );
}
