import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** What one level says; null inherits. */
export type LevelSettings = { readonly posterFormat: string | null; readonly language: string | null };

export type OwnSettings = {
  readonly merchant: LevelSettings;
  /** The signboard with what it says, or null without one. */
  readonly brand: (LevelSettings & { readonly name: string }) | null;
};

const LEVEL = { posterFormat: true, language: true } as const;

/** What the merchant and its signboard say of paper and language; an area may say otherwise. */
export async function getSettings(tx: Tx, scope: MerchantScope): Promise<OwnSettings> {
  const { tenantId } = scope;
  const own = await tx.merchantSetting.findUnique({ where: { tenantId }, select: LEVEL });
  const merchant = await tx.merchant.findUnique({ where: { id: tenantId }, select: { brandId: true } });
  const brand =
    merchant?.brandId == null
      ? null
      : await tx.brand.findUnique({ where: { id: merchant.brandId }, select: { ...LEVEL, name: true } });
  return { merchant: own ?? { posterFormat: null, language: null }, brand };
}
