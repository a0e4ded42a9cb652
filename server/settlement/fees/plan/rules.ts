/** Where the rate of a sale comes from: the nearest first. */
export const RATE_SOURCES = ["own", "area", "brand", "list", "contract"] as const;
export type RateSource = (typeof RATE_SOURCES)[number];

/** A rate that holds today. */
export type RateNow = {
  readonly kind: string;
  readonly merchantId: string | null;
  readonly mcc: string | null;
  readonly walletId: string | null;
  readonly brandId: string | null;
  readonly areaId: string | null;
  readonly basisPoints: number;
  readonly validFromOn: string;
  readonly id: string;
};

/** Whose sale it is. */
export type RatePlace = {
  readonly areaId: string | null;
  readonly brandId: string | null;
  readonly mcc: string;
  readonly walletId: string;
};

export type RateTerms = { readonly feeBasisPoints: number; readonly followsPriceList: boolean };

/** The rate of a sale, where it comes from, and the lower one of a campaign that holds today. */
export type RatePlan = {
  readonly basisPoints: number;
  readonly source: RateSource;
  readonly campaignBasisPoints: number | null;
};

/**
 * The rate of a sale as settlement finds it (`rateSql`): the merchant's own for the wallet, else the most particular of
 * the price list where the contract follows it, else the contract's; a campaign can only make it lower.
 * @param rates those that hold today, of the merchant and of everybody
 */
export function ratePlan(terms: RateTerms, rates: readonly RateNow[], place: RatePlace): RatePlan {
  const fits = rates.filter(
    (rate) =>
      (rate.mcc === null || rate.mcc === place.mcc) &&
      (rate.walletId === null || rate.walletId === place.walletId),
  );
  const campaigns = fits.filter(({ kind }) => kind === "campaign").map(({ basisPoints }) => basisPoints);
  const standing = standingRate(terms, fits, place);
  const lowest = Math.min(...campaigns, standing.basisPoints);
  return { ...standing, campaignBasisPoints: lowest < standing.basisPoints ? lowest : null };
}

function standingRate(terms: RateTerms, fits: readonly RateNow[], place: RatePlace) {
  const own = newest(fits.filter(({ kind }) => kind === "own"));
  if (own !== undefined) return { basisPoints: own.basisPoints, source: "own" as const };
  if (!terms.followsPriceList) return { basisPoints: terms.feeBasisPoints, source: "contract" as const };
  const list = fits
    .filter(({ kind, merchantId }) => kind === "list" && merchantId === null)
    .filter(({ areaId }) => areaId === null || areaId === place.areaId)
    .filter(({ brandId }) => brandId === null || brandId === place.brandId);
  const best = [...list].sort((a, b) => particularity(b) - particularity(a) || later(a, b))[0];
  if (best === undefined) return { basisPoints: terms.feeBasisPoints, source: "contract" as const };
  const source = best.areaId !== null ? "area" : best.brandId !== null ? "brand" : "list";
  return { basisPoints: best.basisPoints, source } as const;
}

/** An area is more particular than a signboard, that than a category, that than a wallet. */
function particularity({ areaId, brandId, mcc, walletId }: RateNow): number {
  const bits = [areaId, brandId, mcc, walletId].map((one) => (one === null ? 0 : 1));
  return bits.reduce<number>((sum, bit) => sum * 2 + bit, 0);
}

function later(a: RateNow, b: RateNow): number {
  return b.validFromOn.localeCompare(a.validFromOn) || (a.id < b.id ? 1 : -1);
}

function newest(rates: readonly RateNow[]): RateNow | undefined {
  return [...rates].sort(later)[0];
}
