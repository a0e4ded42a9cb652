import { jstDay } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { getContract, getMerchant, listPayoutGroups } from "@/server/merchants/queries";
import {
  type PaymentRow,
  type PaymentSummary,
  SUMMARY_COLUMNS,
  SUMMARY_JOINS,
  summaryOf,
} from "@/server/payments/queries";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { listRegistrations } from "@/server/registration/queries";
import { toCarriedReason } from "@/server/settlement/rules";

/** The facts of a merchant with its payout groups and the terms of today. @throws DomainError not_found */
export async function getDirectoryMerchant(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly merchantId: string; readonly nowMs: number },
) {
  const merchant = await getMerchant(tx, args.merchantId);
  const [payoutGroups, contract] = await Promise.all([
    listPayoutGroups(tx, merchant.id),
    getContract(tx, merchant.id, jstDay(args.nowMs)),
  ]);
  return { merchant, payoutGroups, contract };
}

/** A page of a merchant's stores, oldest first, with their codes and their state at each wallet. */
export async function listDirectoryStores(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly merchantId: string; readonly afterId?: string | undefined; readonly limit: number },
) {
  const found = await tx.store.findMany({
    where: { merchantId: args.merchantId, ...(args.afterId && { id: { gt: args.afterId } }) },
    orderBy: { id: "asc" },
    take: args.limit + 1,
    select: {
      id: true,
      name: true,
      nameKana: true,
      prefecture: true,
      city: true,
      addressLine: true,
      phone: true,
      mcc: true,
      state: true,
      suspendedReason: true,
      terminatedReason: true,
      codes: {
        orderBy: { id: "asc" },
        take: CODES_PER_STORE,
        select: { id: true, counterName: true, state: true },
      },
    },
  });
  const page = found.slice(0, args.limit);
  const registrations = await listRegistrations(
    sqlOfTx(tx),
    page.map((store) => store.id),
  );
  return {
    stores: page.map((store) => ({
      ...store,
      registrations: registrations.filter(({ storeId }) => storeId === store.id),
    })),
    nextAfterId: found.length > args.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** A store has a handful of counters; more than this are looked up at the store itself. */
const CODES_PER_STORE = 20;

/** The newest payments of a merchant, orders that nobody paid left out. */
export async function listDirectoryPayments(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly merchantId: string; readonly limit: number },
): Promise<PaymentSummary[]> {
  const rows = await sqlOfTx(tx)<PaymentRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM payment p ${SUMMARY_JOINS}
     WHERE p.tenant_id = $1 AND p.state NOT IN ('created', 'expired') ORDER BY p.id DESC LIMIT $2::int`,
    [args.merchantId, args.limit],
  );
  return rows.map(summaryOf);
}

/** The newest statements of a merchant with the state of their payouts. */
export async function listDirectoryStatements(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly merchantId: string; readonly limit: number },
) {
  const statements = await tx.statement.findMany({
    where: { tenantId: args.merchantId },
    orderBy: [{ throughOn: "desc" }, { id: "desc" }],
    take: args.limit,
    select: {
      id: true,
      runId: true,
      fromOn: true,
      throughOn: true,
      payOn: true,
      salesMinor: true,
      salesCount: true,
      refundsMinor: true,
      payoutMinor: true,
      carriedMinor: true,
      carriedReason: true,
      isFinal: true,
    },
  });
  const payouts = await tx.payout.findMany({
    where: { statementId: { in: statements.map((statement) => statement.id) } },
    select: { statementId: true, state: true, heldReason: true },
  });
  const paid = new Map(payouts.map((payout) => [payout.statementId, payout]));
  return statements.map((statement) => ({
    ...statement,
    carriedReason: toCarriedReason(statement.carriedReason),
    payoutState: paid.get(statement.id)?.state ?? null,
    heldReason: paid.get(statement.id)?.heldReason ?? null,
  }));
}
