import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { type AccountLabel, findAccountLabel } from "./bank-accounts/queries";

const MERCHANT = {
  id: true,
  tenantId: true,
  legalName: true,
  legalNameKana: true,
  tradeName: true,
  entityType: true,
  corporateNumber: true,
  invoiceRegistrationNumber: true,
  contactEmail: true,
  phone: true,
  postalCode: true,
  prefecture: true,
  city: true,
  addressLine: true,
  mcc: true,
  state: true,
  approvedAt: true,
  suspendedReason: true,
  terminatedAt: true,
  terminatedReason: true,
  finalBalance: true,
} as const;

/** A merchant by id. Row-level security answers a foreign one as unknown. @throws DomainError not_found */
export async function getMerchant(tx: Tx, merchantId: string) {
  const merchant = await tx.merchant.findUnique({ where: { id: merchantId }, select: MERCHANT });
  if (!merchant) throw new DomainError("not_found");
  return merchant;
}

/** The merchant of the tenant, or null while its application is not approved. */
export async function findOwnMerchant(tx: Tx, scope: MerchantScope) {
  return tx.merchant.findUnique({ where: { id: scope.tenantId }, select: MERCHANT });
}

export type Contract = {
  readonly id: string;
  readonly merchantId: string;
  readonly version: number;
  readonly feeBasisPoints: number;
  readonly feeRoundingUnit: string;
  readonly feeRoundingMode: string;
  readonly taxBasisPoints: number;
  readonly taxRoundingMode: string;
  readonly cycle: string;
  readonly payoutOffsetBankDays: number;
  readonly minimumPayoutMinor: bigint;
  readonly transferFeeMinor: bigint;
  readonly negativeLimitMinor: bigint;
  /** Whether payouts wait while a payment is disputed. */
  readonly holdsForDisputes: boolean;
  /** Whether the price list stands above the rate of this contract. */
  readonly followsPriceList: boolean;
};

/** The terms that hold on a day (JST). @throws DomainError not_found when there were none */
export async function getContract(tx: Tx, merchantId: string, day: string): Promise<Contract> {
  const contract = await tx.contract.findFirst({
    where: {
      merchantId,
      validFromOn: { lte: day },
      OR: [{ validThroughOn: null }, { validThroughOn: { gte: day } }],
    },
    orderBy: { version: "desc" },
    select: {
      id: true,
      merchantId: true,
      version: true,
      feeBasisPoints: true,
      feeRoundingUnit: true,
      feeRoundingMode: true,
      taxBasisPoints: true,
      taxRoundingMode: true,
      cycle: true,
      payoutOffsetBankDays: true,
      minimumPayoutMinor: true,
      transferFeeMinor: true,
      negativeLimitMinor: true,
      holdsForDisputes: true,
      followsPriceList: true,
    },
  });
  if (!contract) throw new DomainError("not_found");
  return contract;
}

export type PayoutGroupRow = {
  readonly id: string;
  readonly tenantId: string;
  readonly merchantId: string;
  readonly name: string;
  readonly bankAccountId: string | null;
  readonly account: AccountLabel | null;
};

/** The payout groups of a merchant with what may be shown of their bank accounts. */
export async function listPayoutGroups(tx: Tx, merchantId: string): Promise<PayoutGroupRow[]> {
  const rows = await tx.payoutGroup.findMany({
    where: { merchantId },
    orderBy: { id: "asc" },
    select: { id: true, tenantId: true, merchantId: true, name: true, bankAccountId: true },
  });
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      account: row.bankAccountId === null ? null : await findAccountLabel(tx, row.bankAccountId),
    })),
  );
}

/** The days on which banks are closed by holiday, for the calendar of the kernel. */
export async function listBankHolidays(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.bankHoliday.findMany({ where: { isClosed: true }, select: { day: true } });
  return new Set(rows.map((row) => row.day));
}

export type WalletRow = {
  readonly id: string;
  readonly name: string;
  readonly homeCurrency: string;
  readonly maxRefunds: number;
  readonly refundWindowDays: number;
  readonly networkFeeBasisPoints: number;
  readonly minAmountMinor: bigint;
  readonly maxAmountMinor: bigint;
};

/** The wallets that shops are registered with, in the order in which they are shown. */
export async function listActiveWallets(tx: Tx): Promise<WalletRow[]> {
  return tx.wallet.findMany({
    where: { state: "active" },
    orderBy: { sortOrder: "asc" },
    select: {
      id: true,
      name: true,
      homeCurrency: true,
      maxRefunds: true,
      refundWindowDays: true,
      networkFeeBasisPoints: true,
      minAmountMinor: true,
      maxAmountMinor: true,
    },
  });
}
