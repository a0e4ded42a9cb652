import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { linesOf } from "@/server/kernel/pasted-list";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { revokeOnMove } from "../franchise/commands";
import type { BrandChange, BrandMembers, NewBrand } from "./schema";

/** A signboard of a head office, which is its first merchant. @throws DomainError not_found */
export async function addBrand(deps: Deps<OperatorScope>, input: NewBrand): Promise<{ brandId: string }> {
  const { headOfficeId, ...looks } = input;
  return deps.transact(async (tx) => {
    if ((await tx.merchant.count({ where: { id: headOfficeId } })) === 0)
      throw new DomainError("not_found", {}, "headOfficeId");
    const brandId = deps.newId("brand");
    await tx.brand.create({
      data: { id: brandId, tenantId: headOfficeId, ...looks, createdAt: instant(deps.now) },
      select: { id: true },
    });
    await tx.merchant.update({ where: { id: headOfficeId }, data: { brandId }, select: { id: true } });
    await recordAudit(tx, deps, {
      action: "brand.create",
      subjectId: brandId,
      tenantId: headOfficeId,
      after: looks,
    });
    return { brandId };
  });
}

/** Gives a signboard other looks; posters that are printed from now on carry them. @throws DomainError not_found */
export async function changeBrand(deps: Deps<OperatorScope>, input: BrandChange): Promise<void> {
  const { brandId, ...looks } = input;
  await deps.transact(async (tx) => {
    const before = await tx.brand.findUnique({
      where: { id: brandId },
      select: { tenantId: true, name: true, color: true, mark: true, posterFormat: true, language: true },
    });
    if (!before) throw new DomainError("not_found");
    const { tenantId, ...was } = before;
    await tx.brand.update({ where: { id: brandId }, data: looks, select: { id: true } });
    await recordAudit(tx, deps, {
      action: "brand.change",
      subjectId: brandId,
      tenantId,
      before: was,
      after: looks,
    });
  });
}

export type BrandJoined = {
  readonly joined: number;
  /** Lines that no merchant answers to. */
  readonly unknown: readonly string[];
};

/**
 * Puts merchants under a signboard, or takes theirs away: each stays a merchant of its own with its contract, account
 * and invoices. @throws DomainError not_found
 */
export async function joinBrand(deps: Deps<OperatorScope>, input: BrandMembers): Promise<BrandJoined> {
  const lines = linesOf(input.list);
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    if (input.brandId !== null && (await tx.brand.count({ where: { id: input.brandId } })) === 0)
      throw new DomainError("not_found");
    const rows = await sql<{ id: string; external_number: string | null; brand_id: string | null }>(
      `SELECT id, external_number, brand_id FROM merchant
       WHERE id = ANY($1::text[]) OR external_number = ANY($1::text[]) ORDER BY id FOR UPDATE`,
      [lines],
    );
    const answered = new Set(rows.flatMap(({ id, external_number }) => [id, external_number ?? id]));
    const joining = rows.filter(({ brand_id }) => brand_id !== input.brandId);
    await sql("UPDATE merchant SET brand_id = $2 WHERE id = ANY($1::text[])", [
      joining.map(({ id }) => id),
      input.brandId,
    ]);
    // What a merchant shows a head office it shows to this one alone.
    const tenantIds = joining.map(({ id }) => id);
    await revokeOnMove(sql, { tenantIds, by: deps.scope.personId, nowMs: deps.now });
    await recordAuditSql(
      sql,
      deps,
      joining.map(({ id, brand_id }) => ({
        action: "merchant.join_brand",
        subjectId: id,
        tenantId: id,
        before: { brandId: brand_id },
        after: { brandId: input.brandId },
      })),
    );
    return { joined: joining.length, unknown: lines.filter((line) => !answered.has(line)) };
  });
}
