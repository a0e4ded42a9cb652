import { addDays, jstDay, jstDayStartMs, payDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { idFloor } from "@/server/kernel/ids";
import type { MerchantScope } from "@/server/kernel/scope";
import { accounts } from "@/server/ledger/rules";
import { findAccountLabel } from "@/server/merchants/bank-accounts/queries";
import { toCp932 } from "@/server/platform/cp932";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { remainderOf } from "../rules";

const FIGURES = {
  id: true,
  payoutGroupId: true,
  fromOn: true,
  throughOn: true,
  payOn: true,
  state: true,
  openingMinor: true,
  salesMinor: true,
  salesCount: true,
  refundsMinor: true,
  refundsCount: true,
  feesMinor: true,
  feesReturnedMinor: true,
  transferFeeMinor: true,
  taxMinor: true,
  taxReturnedMinor: true,
  adjustmentsMinor: true,
  returnedPayoutsMinor: true,
  payoutMinor: true,
  carriedMinor: true,
  carriedReason: true,
  isFinal: true,
  feeBaseMinor: true,
  feeBasisPoints: true,
  taxBasisPoints: true,
  invoiceNumber: true,
  closedAt: true,
} as const;

/** A merchant's statements, newest first, with the state of their payouts. */
export async function listStatements(
  tx: Tx,
  _scope: MerchantScope,
  args: { beforeOn?: string | undefined; limit: number },
) {
  const rows = await tx.statement.findMany({
    where: args.beforeOn === undefined ? {} : { throughOn: { lt: args.beforeOn } },
    select: FIGURES,
    orderBy: [{ throughOn: "desc" }, { id: "desc" }],
    take: args.limit + 1,
  });
  const page = rows.slice(0, args.limit);
  const payouts = await payoutsOf(
    tx,
    page.map((row) => row.id),
  );
  return {
    statements: page.map((row) => ({ ...row, payout: payouts.get(row.id) ?? null })),
    nextBeforeOn: rows.length > args.limit ? (page.at(-1)?.throughOn ?? null) : null,
  };
}

async function payoutsOf(tx: Tx, statementIds: readonly string[]) {
  const rows = await tx.payout.findMany({
    where: { statementId: { in: [...statementIds] } },
    select: {
      id: true,
      statementId: true,
      amountMinor: true,
      state: true,
      payOn: true,
      bankAccountId: true,
      heldReason: true,
      heldUntil: true,
      failureReason: true,
      settledAt: true,
    },
  });
  return new Map(rows.map((row) => [row.statementId, row]));
}

/**
 * One statement with its lines and the account it is paid to. `remainderMinor` is what the figures leave after
 * payout and carried: zero, and shown as such. @throws DomainError not_found, also for another merchant's
 */
export async function getStatement(tx: Tx, _scope: MerchantScope, args: { statementId: string }) {
  const statement = await tx.statement.findUnique({ where: { id: args.statementId }, select: FIGURES });
  if (!statement) throw new DomainError("not_found");
  const payout = (await payoutsOf(tx, [statement.id])).get(statement.id) ?? null;
  const lines = await tx.statementLine.findMany({
    where: { statementId: statement.id },
    select: {
      seq: true,
      kind: true,
      storeId: true,
      walletId: true,
      dayOn: true,
      count: true,
      amountMinor: true,
    },
    orderBy: { seq: "asc" },
  });
  const stores = await tx.store.findMany({
    where: { id: { in: [...new Set(lines.flatMap((line) => line.storeId ?? []))] } },
    select: { id: true, name: true },
  });
  const names = new Map(stores.map((store) => [store.id, store.name]));
  const wallets = await tx.wallet.findMany({ select: { id: true, name: true } });
  const walletNames = new Map(wallets.map((wallet) => [wallet.id, wallet.name]));
  return {
    ...statement,
    remainderMinor: remainderOf(statement),
    payout,
    account: payout?.bankAccountId ? await findAccountLabel(tx, payout.bankAccountId) : null,
    /** Letters of store names that CP932 does not have: a table file in it has geta marks for them. */
    lostInCp932: toCp932(stores.map((store) => store.name).join("")).lost,
    lines: lines.map((line) => ({
      ...line,
      storeName: line.storeId ? (names.get(line.storeId) ?? "") : null,
      walletName: line.walletId ? (walletNames.get(line.walletId) ?? line.walletId) : null,
    })),
  };
}

/**
 * What would be paid if the period closed now: the balance of what is owed, before fees. Shown as the expected
 * next payout with its date. Null while the merchant has no payout group.
 */
export async function findNextPayout(tx: Tx, scope: MerchantScope, nowMs: number) {
  const group = await tx.payoutGroup.findFirst({
    where: { tenantId: scope.tenantId },
    select: { id: true, bankAccountId: true },
    orderBy: { id: "asc" },
  });
  if (!group) return null;
  const today = jstDay(nowMs);
  const last = await tx.statement.findFirst({
    where: { payoutGroupId: group.id },
    select: { throughOn: true, carriedMinor: true },
    orderBy: { throughOn: "desc" },
  });
  const contract = await tx.contract.findFirst({
    where: { tenantId: scope.tenantId, validFromOn: { lte: today } },
    select: { payoutOffsetBankDays: true, feeBasisPoints: true },
    orderBy: { version: "desc" },
  });
  const payable = accounts.merchantPayable(scope.tenantId, group.id);
  const [open] = await sqlOfTx(tx)<{ owed_minor: bigint }>(
    `SELECT COALESCE(sum(CASE WHEN from_account = $1 THEN amount_minor ELSE -amount_minor END), 0)::bigint AS owed_minor
     FROM ledger_posting posting
     WHERE (from_account = $1 OR to_account = $1) AND entry_id >= $2
       AND NOT EXISTS (SELECT 1 FROM statement_entry summed WHERE summed.entry_id = posting.entry_id)
       AND NOT EXISTS (SELECT 1 FROM ledger_entry entry WHERE entry.id = posting.entry_id
                       AND entry.kind IN ('fee', 'tax', 'transfer_fee', 'fee_returned', 'tax_returned', 'payout'))`,
    [payable, idFloor("entry", last ? jstDayStartMs(addDays(jstDay(nowMs), -40)) : 0)],
  );
  const holidays = await tx.bankHoliday.findMany({
    where: { day: { gte: today } },
    select: { day: true },
    take: 60,
  });
  const payOn = payDay(
    today,
    contract?.payoutOffsetBankDays ?? 2,
    new Set(holidays.map((holiday) => holiday.day)),
  );
  const account = group.bankAccountId ? await findAccountLabel(tx, group.bankAccountId) : null;
  return {
    closesOn: today,
    payOn,
    beforeFeesMinor: (open?.owed_minor ?? 0n) + (last?.carriedMinor ?? 0n),
    account,
  };
}
