import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { type GrantLevel, toGrantLevel } from "./rules";

/** A signboard as one of its merchants sees it. */
export type OwnFranchise = {
  readonly brandId: string;
  readonly brandName: string;
  /** Whether the signboard is one's own: then there is nobody to show anything to. */
  readonly isHeadOffice: boolean;
  /** What the head office sees now, or null. */
  readonly grant: { readonly level: GrantLevel; readonly fromOn: string; readonly grantedAt: Date } | null;
};

/** The signboard that the merchant trades under, with what it lets the head office see; null without a signboard. */
export async function findOwnFranchise(tx: Tx, scope: MerchantScope): Promise<OwnFranchise | null> {
  const merchant = await tx.merchant.findUnique({
    where: { id: scope.tenantId },
    select: { brandId: true },
  });
  if (merchant?.brandId == null) return null;
  const brand = await tx.brand.findUnique({
    where: { id: merchant.brandId },
    select: { id: true, name: true, tenantId: true },
  });
  if (brand === null) return null;
  const grant = await tx.franchiseGrant.findFirst({
    where: { tenantId: scope.tenantId, revokedAt: null },
    select: { level: true, fromOn: true, grantedAt: true },
  });
  return {
    brandId: brand.id,
    brandName: brand.name,
    isHeadOffice: brand.tenantId === scope.tenantId,
    grant: grant && { ...grant, level: toGrantLevel(grant.level) },
  };
}
