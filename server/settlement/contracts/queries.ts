import { addDays, type Day, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { toProposalState } from "./rules";
import { contractTerms, proposalContent } from "./schema";

/** Where the columns of a sale's rate are found: SQL of the merchant, the store's category, the wallet and the day. */
export type RateColumns = {
  readonly merchantId: string;
  readonly mcc: string;
  /** The area of the store, as it is now. */
  readonly areaId: string;
  readonly walletId: string;
  readonly dayOn: string;
  /** The contract's own rate, and whether it follows the price list. */
  readonly ownBasisPoints: string;
  readonly followsPriceList: string;
};

/**
 * The rate of a sale as SQL: the merchant's own for the wallet, else the most particular of the price list where the
 * contract follows it (of the store's area, of the merchant's signboard, of the category), else the contract's. A campaign
 * can only make it lower.
 * @param rates the table that the rates are read from, or one with its columns
 */
export function rateSql(at: RateColumns, rates = "fee_rate"): string {
  const valid = `valid_from_on <= ${at.dayOn} AND (valid_through_on IS NULL OR valid_through_on >= ${at.dayOn})
       AND (mcc IS NULL OR mcc = ${at.mcc}) AND (wallet_id IS NULL OR wallet_id = ${at.walletId})`;
  const campaign = (whose: string) =>
    `(SELECT min(basis_points) FROM ${rates} WHERE kind = 'campaign' AND ${whose} AND ${valid})`;
  return `LEAST(${campaign(`merchant_id = ${at.merchantId}`)}, ${campaign("merchant_id IS NULL")}, COALESCE(
     (SELECT basis_points FROM ${rates} WHERE kind = 'own' AND merchant_id = ${at.merchantId} AND ${valid}
      ORDER BY valid_from_on DESC, id DESC LIMIT 1),
     CASE WHEN ${at.followsPriceList} THEN
       (SELECT basis_points FROM ${rates} WHERE kind = 'list' AND merchant_id IS NULL AND ${valid}
          AND (area_id IS NULL OR area_id = ${at.areaId})
          AND (brand_id IS NULL OR brand_id = (SELECT brand_id FROM merchant WHERE merchant.id = ${at.merchantId}))
        ORDER BY (area_id IS NOT NULL) DESC, (brand_id IS NOT NULL) DESC, (mcc IS NOT NULL) DESC, (wallet_id IS NOT NULL) DESC, valid_from_on DESC, id DESC LIMIT 1) END,
     ${at.ownBasisPoints}))`;
}

/** The columns of a version of a contract. */
export const VERSION = {
  version: true,
  validFromOn: true,
  validThroughOn: true,
  feeBasisPoints: true,
  followsPriceList: true,
  feeRoundingUnit: true,
  feeRoundingMode: true,
  taxClass: true,
  taxBasisPoints: true,
  taxRoundingMode: true,
  cycle: true,
  payoutOffsetBankDays: true,
  payDayOfMonth: true,
  holidayDirection: true,
  minimumPayoutMinor: true,
  transferFeeMinor: true,
  transferFeeBearer: true,
  earlyPayoutFeeMinor: true,
  negativeLimitMinor: true,
  holdsForDisputes: true,
} as const;

type StoredVersion = {
  readonly version: number;
  readonly validFromOn: string;
  readonly validThroughOn: string | null;
};

const RATE = {
  id: true,
  kind: true,
  name: true,
  merchantId: true,
  mcc: true,
  walletId: true,
  brandId: true,
  areaId: true,
  basisPoints: true,
  validFromOn: true,
  validThroughOn: true,
} as const;

/** A version as it is shown: its validity, and what it says. */
export function versionOf({ version, validFromOn, validThroughOn, ...terms }: StoredVersion) {
  return { version, validFromOn, validThroughOn, terms: contractTerms.parse(terms) };
}

/** More versions than a merchant sees in its life. */
const MOST_VERSIONS = 100;
/** More signboards than any price list tells apart. */
const MOST_BRANDS = 200;
/** The price list with its campaigns: a category, a wallet, or both for each row. */
const MOST_RATES = 500;

/**
 * A merchant's contract in all its versions, newest first, the rates of its own, and its payout groups with why their
 * payouts are stopped. @throws DomainError not_found
 */
export async function getMerchantTerms(
  tx: Tx,
  _scope: OperatorScope,
  args: { merchantId: string; nowMs: number },
) {
  const { merchantId } = args;
  const merchant = await tx.merchant.findUnique({ where: { id: merchantId }, select: { tradeName: true } });
  if (!merchant) throw new DomainError("not_found");
  const [versions, rates, groups] = await Promise.all([
    tx.contract.findMany({
      where: { merchantId },
      select: VERSION,
      orderBy: { version: "desc" },
      take: MOST_VERSIONS,
    }),
    tx.feeRate.findMany({ where: { merchantId }, select: RATE, orderBy: { id: "desc" }, take: MOST_RATES }),
    sqlOfTx(tx)<{ id: string; name: string; stopReason: string | null }>(
      `SELECT payout_group.id, payout_group.name, stop.reason AS "stopReason" FROM payout_group
       LEFT JOIN payout_hold stop ON stop.payout_group_id = payout_group.id AND stop.lifted_at IS NULL
       WHERE payout_group.merchant_id = $1 ORDER BY payout_group.id`,
      [merchantId],
    ),
  ]);
  const today = jstDay(args.nowMs);
  return { merchantName: merchant.tradeName, today, versions: versions.map(versionOf), rates, groups };
}

/** The price list and the campaigns for all, with those that have ended a short time ago. */
export async function listRates(tx: Tx, _scope: OperatorScope, args: { nowMs: number }) {
  const recent: Day = addDays(jstDay(args.nowMs), -60);
  const rates = await tx.feeRate.findMany({
    where: { merchantId: null, OR: [{ validThroughOn: null }, { validThroughOn: { gte: recent } }] },
    select: RATE,
    orderBy: [{ kind: "asc" }, { id: "desc" }],
    take: MOST_RATES,
  });
  const wallets = await tx.wallet.findMany({
    select: { id: true, name: true },
    orderBy: { sortOrder: "asc" },
  });
  const brands = await tx.brand.findMany({
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: MOST_BRANDS,
  });
  const areas = await tx.storeArea.findMany({
    where: { id: { in: rates.flatMap(({ areaId }) => areaId ?? []) } },
    select: { id: true, name: true, tenantId: true },
  });
  return { rates, wallets, brands, areas, today: jstDay(args.nowMs) };
}

type ProposalRow = {
  readonly id: string;
  readonly content: unknown;
  readonly reason: string;
  readonly state: string;
  readonly answer: string | null;
  readonly merchantName: string | null;
  /** The signboard, or the merchant with its area, that a row of the price list is for. */
  readonly chainName: string | null;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: Date;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
};

type ProposalsArgs = {
  readonly state: "proposed" | "decided";
  readonly merchantId?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
};

/** Proposals that wait or are decided, newest first, each with who made and who decided it. */
export async function listProposals(tx: Tx, scope: OperatorScope, args: ProposalsArgs) {
  const rows = await sqlOfTx(tx)<ProposalRow>(
    `SELECT proposal.id, proposal.content, proposal.reason, proposal.state, proposal.answer,
            merchant.trade_name AS "merchantName",
            coalesce(brand.name, chain.trade_name || ' · ' || area.name) AS "chainName", proposal.proposed_by AS "proposedBy",
            maker.name AS "proposedByName", proposal.proposed_at AS "proposedAt",
            checker.name AS "decidedByName", proposal.decided_at AS "decidedAt"
     FROM settlement_proposal proposal
     LEFT JOIN merchant ON merchant.id = proposal.merchant_id
     LEFT JOIN brand ON brand.id = proposal.content->>'brandId'
     LEFT JOIN store_area area ON area.id = proposal.content->>'areaId'
     LEFT JOIN merchant chain ON chain.id = area.tenant_id
     LEFT JOIN person maker ON maker.id = proposal.proposed_by
     LEFT JOIN person checker ON checker.id = proposal.decided_by
     WHERE (proposal.state = 'proposed') = $1 AND ($2::text IS NULL OR proposal.merchant_id = $2)
       AND ($3::text IS NULL OR proposal.id < $3)
     ORDER BY proposal.id DESC LIMIT $4`,
    [args.state === "proposed", args.merchantId ?? null, args.before ?? null, args.limit + 1],
  );
  const page = rows.slice(0, args.limit);
  return {
    proposals: page.map(({ proposedBy, content, ...row }) => ({
      ...row,
      state: toProposalState(row.state),
      content: proposalContent.parse(content),
      isOwn: proposedBy === scope.personId,
    })),
    next: rows.length > args.limit ? (page.at(-1)?.id ?? null) : null,
  };
}
