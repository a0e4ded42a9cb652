import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { findAccountLabel } from "@/server/merchants/bank-accounts/queries";
import type { Tx } from "@/server/platform/db";
import { remainderOf } from "../rules";

/** More payout groups than a page can name. */
const MOST_GROUPS = 1_000;

/** The columns of a statement as its pages and papers show it. */
export const FIGURES = {
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
  taxClass: true,
  taxRoundingMode: true,
  earlyFeeMinor: true,
  invoiceNumber: true,
  closedAt: true,
} as const;

/** A merchant's statements, newest first, with the state of their payouts, for all payout groups or one. */
export async function listStatements(
  tx: Tx,
  _scope: MerchantScope,
  args: { before?: string | undefined; limit: number },
) {
  const rows = await tx.statement.findMany({
    where: args.before === undefined ? {} : await olderThan(tx, args.before),
    select: FIGURES,
    orderBy: [{ throughOn: "desc" }, { id: "desc" }],
    take: args.limit + 1,
  });
  const page = rows.slice(0, args.limit);
  const payouts = await payoutsOf(
    tx,
    page.map((row) => row.id),
  );
  const groups = await tx.payoutGroup.findMany({ select: { id: true, name: true }, take: MOST_GROUPS });
  const names = new Map(groups.map((group) => [group.id, group.name]));
  return {
    statements: page.map((row) => ({
      ...row,
      payout: payouts.get(row.id) ?? null,
      /** Named where a merchant is paid to more than one account. */
      groupName: groups.length > 1 ? (names.get(row.payoutGroupId) ?? "") : null,
    })),
    next: rows.length > args.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Statements of one day are told apart by their ids, so that no page begins in the middle of a day and loses some. */
async function olderThan(tx: Tx, statementId: string) {
  const last = await tx.statement.findUnique({ where: { id: statementId }, select: { throughOn: true } });
  if (!last) throw new DomainError("not_found");
  const { throughOn } = last;
  return { OR: [{ throughOn: { lt: throughOn } }, { throughOn, id: { lt: statementId } }] };
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
 * One statement with the account it is paid to, the one before it and what it gives back of earlier ones.
 * `remainderMinor` is what the figures leave after payout and carried: zero, and shown as such.
 * @throws DomainError not_found, also for another merchant's
 */
export async function getStatement(tx: Tx, _scope: MerchantScope, args: { statementId: string }) {
  const statement = await tx.statement.findUnique({ where: { id: args.statementId }, select: FIGURES });
  if (!statement) throw new DomainError("not_found");
  const payout = (await payoutsOf(tx, [statement.id])).get(statement.id) ?? null;
  return {
    ...statement,
    remainderMinor: remainderOf(statement),
    payout,
    account: payout?.bankAccountId ? await findAccountLabel(tx, payout.bankAccountId) : null,
    previous: await tx.statement.findFirst({
      where: { payoutGroupId: statement.payoutGroupId, throughOn: { lt: statement.throughOn } },
      select: FIGURES,
      orderBy: { throughOn: "desc" },
    }),
    returns: await returnsOf(tx, statement.id),
  };
}

/** What a statement gives back of fees, by the statement on which they were charged. */
async function returnsOf(tx: Tx, statementId: string) {
  const returns = await tx.statementReturn.groupBy({
    by: ["originalStatementId"],
    where: { statementId },
    _sum: { refundedMinor: true, feeReturnedMinor: true },
    orderBy: { originalStatementId: "asc" },
  });
  const originals = await tx.statement.findMany({
    where: { id: { in: returns.map((row) => row.originalStatementId) } },
    select: {
      id: true,
      fromOn: true,
      throughOn: true,
      invoiceNumber: true,
      taxBasisPoints: true,
      taxClass: true,
    },
  });
  const byId = new Map(originals.map((row) => [row.id, row]));
  return returns.flatMap(({ originalStatementId, _sum: sum }) => {
    const original = byId.get(originalStatementId);
    if (original === undefined) return [];
    const { taxBasisPoints, taxClass, ...rest } = original;
    return [
      {
        ...rest,
        /** The tax that the fee bore when it was charged. */
        taxBasisPoints: taxClass === "exempt" ? 0 : taxBasisPoints,
        refundedMinor: sum.refundedMinor ?? 0n,
        feeReturnedMinor: sum.feeReturnedMinor ?? 0n,
      },
    ];
  });
}

/** Whether a statement is one of the merchant's. @throws DomainError not_found */
export async function requireStatement(tx: Tx, _scope: MerchantScope, statementId: string): Promise<void> {
  const known = await tx.statement.findUnique({ where: { id: statementId }, select: { id: true } });
  if (!known) throw new DomainError("not_found");
}
