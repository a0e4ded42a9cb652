import { addDays, type Day, jstDay, monthEnd } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { rateSql, VERSION, versionOf } from "../queries";
import type { ContractTerms, TriedRate } from "../schema";
import { type FeeUnitOf, groupedBy, inForceOn, previewOf, type ShownStatement, scaled } from "./rules";

type Month = { readonly fromOn: Day; readonly throughOn: Day };

/** The month before the one of an instant, first and last day in JST. */
function lastMonthOf(nowMs: number): Month {
  const today = jstDay(nowMs);
  const throughOn = addDays(today, -Number(today.slice(8)));
  return { fromOn: addDays(monthEnd(addDays(throughOn, -31)), 1), throughOn };
}

const PAYABLE = "LIKE 'merchant:%:payable:%'";
/** Merchants that a rate for many is tried on; beyond them the effect is an estimate. */
const MOST_MERCHANTS = 1_000;

/**
 * What other terms would have made of a merchant's statements of last month: the same sales and refunds, other fees,
 * tax and transfer fee. What came back of earlier statements, and what was carried, stay as they were.
 * @throws DomainError not_found for a merchant that does not exist
 */
export async function previewTerms(
  tx: Tx,
  _scope: OperatorScope,
  args: { merchantId: string; terms: ContractTerms; nowMs: number },
) {
  const merchant = await tx.merchant.findUnique({ where: { id: args.merchantId }, select: { id: true } });
  if (!merchant) throw new DomainError("not_found");
  const month = lastMonthOf(args.nowMs);
  const merchantIds = [args.merchantId];
  const statements = await listStatementsOf(tx, merchantIds, month);
  const units = await listUnits(tx, { merchantIds, month, terms: args.terms });
  return { ...month, merchants: 1, looked: 1, ...previewOf(statements, units, () => args.terms) };
}

/**
 * What a rate or a campaign would have made of last month's statements, had it held for every sale in them, or what they
 * would have been without one. A rate for many merchants is tried on a part of them that is the same every time,
 * and its sums are those of the part times the merchants that it concerns.
 * @throws DomainError not_found for a merchant or a rate that does not exist
 */
export async function previewRate(tx: Tx, _scope: OperatorScope, args: { tried: TriedRate; nowMs: number }) {
  const month = lastMonthOf(args.nowMs);
  const concerned = await whomItConcerns(tx, args.tried);
  const { merchantIds, merchants } = await listConcerned(tx, concerned, month);
  const statements = await listStatementsOf(tx, merchantIds, month);
  const units = await listUnits(tx, { merchantIds, month, tried: args.tried });
  const versions = await listVersionsOf(tx, merchantIds);
  const preview = previewOf(statements, units, (statement) => inForceOn(versions, statement));
  return {
    ...month,
    merchants,
    looked: merchantIds.length,
    ...scaled(preview, merchants, merchantIds.length),
  };
}

type Concerned = {
  readonly merchantId: string | null;
  readonly mcc: string | null;
  readonly brandId: string | null;
  readonly areaId: string | null;
};

async function whomItConcerns(tx: Tx, tried: TriedRate): Promise<Concerned> {
  if (tried.kind === "rate_end") {
    const select = { merchantId: true, mcc: true, brandId: true, areaId: true } as const;
    const rate = await tx.feeRate.findUnique({ where: { id: tried.rateId }, select });
    if (!rate) throw new DomainError("not_found");
    return rate;
  }
  const { merchantId, mcc, brandId = null, areaId = null } = tried;
  if (merchantId !== null) {
    const merchant = await tx.merchant.findUnique({ where: { id: merchantId }, select: { id: true } });
    if (!merchant) throw new DomainError("not_found");
  }
  return { merchantId, mcc, brandId, areaId };
}

/** Merchants with a statement of the month that a rate may concern: how many, and those that it is tried on. */
async function listConcerned(tx: Tx, { merchantId, mcc, brandId, areaId }: Concerned, month: Month) {
  const rows = await sqlOfTx(tx)<{ id: string; merchants: number }>(
    `SELECT id, count(*) OVER ()::int AS merchants FROM merchant
     WHERE ($1::text IS NULL OR id = $1)
       AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM store WHERE store.merchant_id = merchant.id AND store.mcc = $2))
       AND ($5::text IS NULL OR brand_id = $5)
       AND ($6::text IS NULL OR id = (SELECT tenant_id FROM store_area WHERE store_area.id = $6))
       AND EXISTS (SELECT 1 FROM statement WHERE statement.tenant_id = merchant.id
                     AND statement.through_on BETWEEN $3 AND $4)
     ORDER BY md5(id) LIMIT ${MOST_MERCHANTS}`,
    [merchantId, mcc, month.fromOn, month.throughOn, brandId, areaId],
  );
  return { merchantIds: rows.map((row) => row.id), merchants: rows[0]?.merchants ?? 0 };
}

async function listVersionsOf(tx: Tx, merchantIds: readonly string[]) {
  const rows = await tx.contract.findMany({
    where: { merchantId: { in: [...merchantIds] } },
    select: { merchantId: true, ...VERSION },
  });
  const versions = rows.map(({ merchantId, ...version }) => ({ merchantId, ...versionOf(version) }));
  return groupedBy(versions, (version) => version.merchantId);
}

async function listStatementsOf(tx: Tx, merchantIds: readonly string[], month: Month) {
  const rows = await tx.statement.findMany({
    where: { tenantId: { in: [...merchantIds] }, throughOn: { gte: month.fromOn, lte: month.throughOn } },
    select: {
      id: true,
      tenantId: true,
      throughOn: true,
      openingMinor: true,
      salesMinor: true,
      refundsMinor: true,
      adjustmentsMinor: true,
      returnedPayoutsMinor: true,
      feesMinor: true,
      feesReturnedMinor: true,
      taxMinor: true,
      taxReturnedMinor: true,
      transferFeeMinor: true,
      earlyFeeMinor: true,
      payoutMinor: true,
      isFinal: true,
    },
    orderBy: { throughOn: "asc" },
  });
  return rows.map(({ tenantId, ...row }): ShownStatement => ({ merchantId: tenantId, ...row }));
}

type UnitsArgs = {
  readonly merchantIds: readonly string[];
  readonly month: Month;
  /** Instead of what the contract in force said. */
  readonly terms?: ContractTerms;
  /** Beside the rates that hold, in the place of those that it follows; or without one of them. */
  readonly tried?: TriedRate;
};

const RATE = rateSql(
  {
    merchantId: "priced.merchant_id",
    mcc: "priced.mcc",
    areaId: "priced.area_id",
    walletId: "priced.wallet_id",
    dayOn: "priced.day_on",
    ownBasisPoints: "priced.own_basis_points",
    followsPriceList: "priced.follows_price_list",
  },
  "rates",
);

const UNITS = `
  WITH tried AS (
    SELECT * FROM jsonb_to_recordset($4::text::jsonb)
      AS rate(kind text, merchant_id text, mcc text, wallet_id text, brand_id text, area_id text, basis_points int)
  ), rates AS MATERIALIZED (
    SELECT id, kind, merchant_id, mcc, wallet_id, brand_id, area_id, basis_points, valid_from_on::text, valid_through_on::text
    FROM fee_rate rate
    WHERE id IS DISTINCT FROM $5 AND (kind = 'campaign' OR NOT EXISTS (
      SELECT 1 FROM tried WHERE tried.kind = rate.kind AND tried.merchant_id IS NOT DISTINCT FROM rate.merchant_id
        AND tried.mcc IS NOT DISTINCT FROM rate.mcc AND tried.wallet_id IS NOT DISTINCT FROM rate.wallet_id
        AND tried.brand_id IS NOT DISTINCT FROM rate.brand_id AND tried.area_id IS NOT DISTINCT FROM rate.area_id))
    UNION ALL SELECT '', kind, merchant_id, mcc, wallet_id, brand_id, area_id, basis_points, '0001-01-01', $3 FROM tried
  ), moved AS (
    SELECT summed.statement_id, statement.tenant_id AS merchant_id, statement.through_on, entry.kind,
           entry.business_day_on AS day_on, COALESCE(refund.payment_id, dispute.payment_id, entry.reference) AS payment_id,
           CASE WHEN posting.from_account ${PAYABLE} THEN posting.amount_minor ELSE -posting.amount_minor END AS amount_minor
    FROM statement JOIN statement_entry summed ON summed.statement_id = statement.id
    JOIN ledger_entry entry ON entry.id = summed.entry_id
    JOIN ledger_posting posting ON posting.entry_id = entry.id
     AND (posting.from_account ${PAYABLE} OR posting.to_account ${PAYABLE})
    LEFT JOIN refund ON refund.id = entry.reference
    LEFT JOIN dispute ON dispute.id = entry.reference
    WHERE statement.tenant_id = ANY($1::text[]) AND statement.through_on BETWEEN $2 AND $3
      AND entry.kind NOT IN ('adjustment', 'correction', 'payout_returned')
  ), sold AS (
    SELECT statement_id, merchant_id, through_on, payment_id, min(day_on) FILTER (WHERE kind = 'payment') AS day_on,
           payment.wallet_id, payment.store_id, sum(moved.amount_minor)::bigint AS amount_minor
    FROM moved JOIN payment ON payment.id = moved.payment_id
    GROUP BY statement_id, merchant_id, through_on, payment_id, payment.wallet_id, payment.store_id
    HAVING bool_or(kind = 'payment')
  ), agreed AS (
    SELECT sold.*, store.mcc, store.area_id, COALESCE($6::int, contract.fee_basis_points) AS own_basis_points,
           COALESCE($7::boolean, contract.follows_price_list) AS follows_price_list,
           COALESCE($8::text, contract.fee_rounding_unit) AS fee_rounding_unit
    FROM sold LEFT JOIN store ON store.id = sold.store_id
    JOIN contract ON contract.merchant_id = sold.merchant_id AND contract.valid_from_on <= sold.through_on
     AND (contract.valid_through_on IS NULL OR contract.valid_through_on >= sold.through_on)
  ), priced AS (
    SELECT DISTINCT merchant_id, mcc, area_id, wallet_id, day_on, own_basis_points, follows_price_list FROM agreed
  ), rated AS (
    SELECT priced.*, ${RATE} AS basis_points FROM priced
  ), unit AS (
    SELECT statement_id, basis_points, sum(amount_minor)::bigint AS base_minor
    FROM agreed JOIN rated ON rated.merchant_id = agreed.merchant_id AND rated.day_on = agreed.day_on
     AND rated.area_id IS NOT DISTINCT FROM agreed.area_id AND rated.mcc IS NOT DISTINCT FROM agreed.mcc AND rated.wallet_id IS NOT DISTINCT FROM agreed.wallet_id
     AND rated.own_basis_points = agreed.own_basis_points AND rated.follows_price_list = agreed.follows_price_list
    GROUP BY statement_id, basis_points, CASE fee_rounding_unit WHEN 'payment' THEN payment_id
      WHEN 'day_wallet' THEN agreed.day_on || ':' || COALESCE(agreed.wallet_id, '') ELSE '' END
  )
  SELECT statement_id, basis_points, base_minor, count(*)::int AS count FROM unit GROUP BY 1, 2, 3`;

/** What the fees of these statements would be rounded over: each sale with what was taken back of it in its statement. */
async function listUnits(tx: Tx, { merchantIds, month, terms, tried }: UnitsArgs): Promise<FeeUnitOf[]> {
  return sqlOfTx(tx)<FeeUnitOf>(UNITS, [
    merchantIds,
    month.fromOn,
    month.throughOn,
    JSON.stringify(tried?.kind === "rate" ? [rateRow(tried)] : []),
    tried?.kind === "rate_end" ? tried.rateId : null,
    terms?.feeBasisPoints ?? null,
    terms?.followsPriceList ?? null,
    terms?.feeRoundingUnit ?? null,
  ]);
}

function rateRow(tried: Extract<TriedRate, { kind: "rate" }>) {
  const { rateKind, merchantId, mcc, walletId, brandId = null, areaId = null, basisPoints } = tried;
  return {
    kind: rateKind,
    merchant_id: merchantId,
    mcc,
    wallet_id: walletId,
    brand_id: brandId,
    area_id: areaId,
    basis_points: basisPoints,
  };
}
