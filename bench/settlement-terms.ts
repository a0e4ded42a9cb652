import { addDays, type Day } from "@/server/kernel/calendar";
import type { ModelMode, ModelRate, ModelTerms } from "./settlement-model";
import type { Dice } from "./soak-model";

const MODES: readonly ModelMode[] = ["down", "up", "half_up", "half_even"];
const WALLETS = ["ALIPAY_CN", "NOREN_JP"];

function one<T>(dice: Dice, of: readonly T[]): T {
  const chosen = of[dice.below(of.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
}

/** One to three versions of a contract; each is anything that a contract can say. */
export function randomTerms(dice: Dice, startOn: Day): ModelTerms[] {
  const versions: ModelTerms[] = [];
  let validFromOn = startOn;
  for (let version = 0; version <= dice.below(3); version += 1) {
    versions.push({
      validFromOn,
      cycle: one(dice, ["daily", "twice_monthly", "monthly"]),
      unit: one(dice, ["statement", "day_wallet", "payment"]),
      feeMode: one(dice, MODES),
      rate: one(dice, [0, 160, 198, 324, 999, 10_000]),
      followsList: dice.chance(50),
      taxRate: one(dice, [0, 800, 1_000]),
      exempt: dice.chance(25),
      taxMode: one(dice, MODES),
      offset: dice.below(6),
      payDay: dice.chance(30) ? 1 + dice.below(31) : null,
      direction: one(dice, ["next", "previous"]),
      minimum: one(dice, [1n, 1n, 3_000n, 50_000n]),
      transferFee: one(dice, [0n, 200n, 660n]),
      merchantBears: dice.chance(60),
      earlyFee: dice.chance(60) ? BigInt(dice.below(500)) : null,
    });
    validFromOn = addDays(validFromOn, 1 + dice.below(25));
  }
  return versions;
}

/** A price list, rates of single shops, and campaigns. */
export function randomRates(dice: Dice, startOn: Day, shops: number): ModelRate[] {
  const rates: ModelRate[] = [];
  const span = () => ({
    fromOn: addDays(startOn, dice.below(10)),
    throughOn: dice.chance(50) ? addDays(startOn, 10 + dice.below(30)) : null,
  });
  for (const mcc of ["5411", "5812", null]) {
    for (const wallet of [...WALLETS, null]) {
      if ((mcc ?? wallet) !== null && dice.chance(40))
        rates.push({ kind: "list", shop: null, mcc, wallet, rate: 100 + dice.below(300), ...span() });
    }
  }
  for (let shop = 0; shop < shops; shop += 1) {
    const wallet = one(dice, WALLETS);
    if (dice.chance(30))
      rates.push({ kind: "own", shop, mcc: null, wallet, rate: dice.below(400), ...span() });
  }
  for (let campaign = 0; campaign < dice.below(3); campaign += 1) {
    const fromOn = addDays(startOn, dice.below(30));
    rates.push({
      kind: "campaign",
      shop: dice.chance(50) ? dice.below(shops) : null,
      mcc: dice.chance(30) ? "5411" : null,
      wallet: dice.chance(30) ? one(dice, WALLETS) : null,
      rate: dice.chance(60) ? 0 : dice.below(500),
      fromOn,
      throughOn: addDays(fromOn, dice.below(20)),
    });
  }
  return rates;
}

type Statement = { readonly text: string; readonly values: unknown[] };

/** A version of a contract as a row; the first takes the place of the one that the merchant was made with. */
export function contractRow(
  terms: ModelTerms,
  tenantId: string,
  version: number,
  next: ModelTerms | undefined,
): Statement {
  return {
    text: `INSERT INTO contract (id, tenant_id, merchant_id, version, valid_from_on, valid_through_on, cycle, fee_rounding_unit,
       fee_rounding_mode, fee_basis_points, follows_price_list, tax_basis_points, tax_class, tax_rounding_mode,
       payout_offset_bank_days, pay_day_of_month, holiday_direction, minimum_payout_minor, transfer_fee_minor,
       transfer_fee_bearer, early_payout_fee_minor, created_at)
     VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, now())
     ON CONFLICT (merchant_id, version) DO UPDATE SET valid_through_on = EXCLUDED.valid_through_on, cycle = EXCLUDED.cycle,
       fee_rounding_unit = EXCLUDED.fee_rounding_unit, fee_rounding_mode = EXCLUDED.fee_rounding_mode,
       fee_basis_points = EXCLUDED.fee_basis_points, follows_price_list = EXCLUDED.follows_price_list,
       tax_basis_points = EXCLUDED.tax_basis_points, tax_class = EXCLUDED.tax_class,
       tax_rounding_mode = EXCLUDED.tax_rounding_mode, payout_offset_bank_days = EXCLUDED.payout_offset_bank_days,
       pay_day_of_month = EXCLUDED.pay_day_of_month, holiday_direction = EXCLUDED.holiday_direction,
       minimum_payout_minor = EXCLUDED.minimum_payout_minor, transfer_fee_minor = EXCLUDED.transfer_fee_minor,
       transfer_fee_bearer = EXCLUDED.transfer_fee_bearer, early_payout_fee_minor = EXCLUDED.early_payout_fee_minor`,
    values: [
      `con_${tenantId}_${version}`,
      tenantId,
      version,
      terms.validFromOn,
      next ? new Date(Date.parse(next.validFromOn) - 86_400_000).toISOString().slice(0, 10) : null,
      terms.cycle,
      terms.unit,
      terms.feeMode,
      terms.rate,
      terms.followsList,
      terms.taxRate,
      terms.exempt ? "exempt" : "taxable",
      terms.taxMode,
      terms.offset,
      terms.payDay,
      terms.direction,
      terms.minimum,
      terms.transferFee,
      terms.merchantBears ? "merchant" : "acquirer",
      terms.earlyFee,
    ],
  };
}

/** A rate as a row. */
export function rateRow(
  rate: ModelRate,
  places: readonly { readonly tenantId: string }[],
  index: number,
): Statement {
  return {
    text: `INSERT INTO fee_rate (id, kind, name, merchant_id, mcc, wallet_id, basis_points, valid_from_on, valid_through_on, proposal_id, created_at)
     VALUES ($1, $2, 'x', $3, $4, $5, $6, $7, $8, 'x', now())`,
    values: [
      `fee_${index}`,
      rate.kind,
      rate.shop === null ? null : places[rate.shop]?.tenantId,
      rate.mcc,
      rate.wallet,
      rate.rate,
      rate.fromOn,
      rate.throughOn,
    ],
  };
}
