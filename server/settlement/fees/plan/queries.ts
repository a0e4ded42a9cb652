import { jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { getContract, listActiveWallets } from "@/server/merchants/queries";
import type { Tx } from "@/server/platform/db";
import { type RatePlan, ratePlan } from "./rules";

/** The rates of one area, or of the stores outside every area, by wallet; wallets of one rate stand together. */
export type AreaPlan = {
  readonly areaId: string | null;
  readonly name: string | null;
  readonly rates: readonly (RatePlan & { readonly wallets: readonly string[] })[];
};

export type FeePlan = {
  readonly contractBasisPoints: number;
  /** Whether signboard, area and category decide at all. */
  readonly followsPriceList: boolean;
  readonly brandName: string | null;
  readonly areas: readonly AreaPlan[];
};

const RATE = {
  id: true,
  kind: true,
  merchantId: true,
  mcc: true,
  walletId: true,
  brandId: true,
  areaId: true,
  basisPoints: true,
  validFromOn: true,
} as const;

/**
 * What a merchant's sales cost today, by area and wallet, and where each rate comes from. Stores of another category
 * than the merchant's may have another rate of the price list. @throws DomainError not_found
 */
export async function getFeePlan(
  tx: Tx,
  args: { readonly merchantId: string; readonly nowMs: number },
): Promise<FeePlan> {
  const { merchantId } = args;
  const today = jstDay(args.nowMs);
  const merchant = await tx.merchant.findUnique({
    where: { id: merchantId },
    select: { mcc: true, brandId: true },
  });
  if (!merchant) throw new DomainError("not_found");
  const contract = await getContract(tx, merchantId, today);
  const brand =
    merchant.brandId === null
      ? null
      : await tx.brand.findUnique({ where: { id: merchant.brandId }, select: { name: true } });
  const areas = await tx.storeArea.findMany({
    where: { tenantId: merchantId },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  const rates = await tx.feeRate.findMany({
    where: {
      validFromOn: { lte: today },
      OR: [{ merchantId }, { merchantId: null }],
      AND: [{ OR: [{ validThroughOn: null }, { validThroughOn: { gte: today } }] }],
    },
    select: RATE,
  });
  const wallets = await listActiveWallets(tx);
  const places = [{ id: null, name: null }, ...areas];
  return {
    contractBasisPoints: contract.feeBasisPoints,
    followsPriceList: contract.followsPriceList,
    brandName: brand?.name ?? null,
    areas: places.map(({ id: areaId, name }) => ({
      areaId,
      name,
      rates: together(
        wallets.map((wallet) => ({
          wallet: wallet.name,
          plan: ratePlan(contract, rates, { ...merchant, areaId, walletId: wallet.id }),
        })),
      ),
    })),
  };
}

/** Wallets of the same rate from the same place in one row. */
function together(rates: readonly { readonly wallet: string; readonly plan: RatePlan }[]): AreaPlan["rates"] {
  const rows = new Map<string, RatePlan & { readonly wallets: string[] }>();
  for (const { wallet, plan } of rates) {
    const key = `${plan.source} ${plan.basisPoints} ${plan.campaignBasisPoints}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { ...plan, wallets: [wallet] });
    else row.wallets.push(wallet);
  }
  return [...rows.values()];
}
