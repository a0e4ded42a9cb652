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
import { isSought, readStoreTerm, type SoughtStore } from "./rules";

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

type StorePage = {
  readonly merchantId: string;
  readonly afterId?: string | undefined;
  readonly text?: string | undefined;
  readonly limit: number;
};

/**
 * A page of a merchant's stores, oldest first, with their codes and their state at each wallet. `text` narrows it to
 * stores of that name, kana or number, or to the one where the code of that text hangs.
 */
export async function listDirectoryStores(tx: Tx, _scope: OperatorScope, args: StorePage) {
  const sought = args.text === undefined ? undefined : await seekStores(tx, args, args.text);
  const found = await tx.store.findMany({
    where: {
      merchantId: args.merchantId,
      AND: [
        args.afterId === undefined ? {} : { id: { gt: args.afterId } },
        sought === undefined ? {} : { id: { in: sought } },
      ],
    },
    orderBy: { id: "asc" },
    take: args.limit + 1,
    select: {
      id: true,
      name: true,
      nameKana: true,
      storeNumber: true,
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

/** Stores that are compared at a time: other requests come in between, and a common name is found in the first part. */
const COMPARED = 2_000;

/**
 * The ids of a page and of one store more. Names are folded as the directory folds them, which no index of the stores
 * does, so the merchant's own stores are gone through: some thousands at the most.
 */
async function seekStores(tx: Tx, page: StorePage, text: string): Promise<string[]> {
  const { merchantId, limit } = page;
  const sql = sqlOfTx(tx);
  const term = readStoreTerm(text);
  const [code] = await sql<{ storeId: string }>(
    `SELECT store_id AS "storeId" FROM code WHERE id = $1::text AND tenant_id = $2`,
    [term.code, merchantId],
  );
  if (code) return [code.storeId];
  const found: string[] = [];
  for (let afterId = page.afterId ?? ""; ; ) {
    const part = await sql<SoughtStore>(
      `SELECT id, name, name_kana AS "nameKana", store_number AS "storeNumber" FROM store
       WHERE merchant_id = $1 AND id > $2 ORDER BY id LIMIT ${COMPARED}`,
      [merchantId, afterId],
    );
    found.push(...part.filter((store) => isSought(term, store)).map(({ id }) => id));
    const last = part.at(-1);
    if (last === undefined || part.length < COMPARED || found.length > limit)
      return found.slice(0, limit + 1);
    afterId = last.id;
  }
}

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
