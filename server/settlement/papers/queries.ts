import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { accounts } from "@/server/ledger/rules";
import { getMerchant } from "@/server/merchants/queries";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { getStatement } from "../statement/queries";
import { isLineKind, type LineKind } from "../statement/rules";
import type { StatementEntriesInput } from "./schema";

/** More statements than a month can have for a chain of many payout groups are no month's papers. */
const MOST_OF_A_MONTH = 2_000;

/** Everything that stands on a statement's papers. @throws DomainError not_found, also for another merchant's */
export async function getStatementPaper(tx: Tx, scope: MerchantScope, args: { statementId: string }) {
  const statement = await getStatement(tx, scope, args);
  const merchant = await getMerchant(tx, scope.tenantId);
  const returns = await tx.statementReturn.findMany({
    where: { statementId: statement.id },
    select: { originalStatementId: true, refundedMinor: true, feeReturnedMinor: true },
    orderBy: { originalStatementId: "asc" },
  });
  const originals = await tx.statement.findMany({
    where: { id: { in: returns.map((row) => row.originalStatementId) } },
    select: { id: true, fromOn: true, throughOn: true, invoiceNumber: true, taxBasisPoints: true },
  });
  const byId = new Map(originals.map((row) => [row.id, row]));
  return {
    issuer: env().issuer,
    recipient: {
      name: merchant.legalName,
      postalCode: merchant.postalCode,
      address: `${merchant.prefecture}${merchant.city}${merchant.addressLine}`,
    },
    statement,
    returns: returns.flatMap((row) => {
      const original = byId.get(row.originalStatementId);
      return original ? [{ ...row, ...original }] : [];
    }),
  };
}

export type StatementPaper = Awaited<ReturnType<typeof getStatementPaper>>;

type EntryRow = {
  readonly entry_id: string;
  readonly line_kind: string;
  readonly kind: string;
  readonly day_on: string;
  readonly occurred_at: Date;
  readonly reference: string;
  readonly payment_id: string | null;
  readonly refund_id: string | null;
  readonly store_id: string | null;
  readonly store_name: string | null;
  readonly wallet_name: string | null;
  readonly amount_minor: bigint;
};

const LINE_KIND = `CASE WHEN entry.kind IN ('payment', 'reversal') THEN 'sales'
                        WHEN entry.kind IN ('adjustment', 'correction') THEN 'adjustments'
                        WHEN entry.kind = 'payout_returned' THEN 'returned_payouts' ELSE 'refunds' END`;

/**
 * A page of what a statement sums, oldest first: every payment, refund, dispute, adjustment and returned payout, with
 * the amount by which it moves what is owed. @throws DomainError not_found
 */
export async function listStatementEntries(tx: Tx, scope: MerchantScope, args: StatementEntriesInput) {
  const statement = await tx.statement.findUnique({
    where: { id: args.statementId },
    select: { payoutGroupId: true },
  });
  if (!statement) throw new DomainError("not_found");
  const rows = await sqlOfTx(tx)<EntryRow>(
    `SELECT entry.id AS entry_id, ${LINE_KIND} AS line_kind, entry.kind, entry.business_day_on AS day_on,
            entry.occurred_at, entry.reference, COALESCE(payment.id, refund.payment_id, dispute.payment_id) AS payment_id,
            refund.id AS refund_id, store.id AS store_id, store.name AS store_name, wallet.name AS wallet_name,
            moved.amount_minor
     FROM statement_entry summed
     JOIN ledger_entry entry ON entry.id = summed.entry_id
     JOIN LATERAL (
       SELECT sum(CASE WHEN from_account = $2 THEN amount_minor ELSE -amount_minor END)::bigint AS amount_minor
       FROM ledger_posting WHERE entry_id = summed.entry_id AND (from_account = $2 OR to_account = $2)
     ) moved ON true
     LEFT JOIN payment ON payment.id = entry.reference AND entry.kind IN ('payment', 'reversal')
     LEFT JOIN refund ON refund.id = entry.reference AND entry.kind IN ('refund_opened', 'refund_refused')
     LEFT JOIN dispute ON dispute.id = entry.reference AND entry.kind IN ('dispute_opened', 'dispute_won')
     LEFT JOIN store ON store.id = COALESCE(payment.store_id, refund.store_id, dispute.store_id)
     LEFT JOIN wallet ON wallet.id = COALESCE(payment.wallet_id, refund.wallet_id, dispute.wallet_id)
     WHERE summed.statement_id = $1 AND summed.entry_id > $3
       AND ($5::text IS NULL OR ${LINE_KIND} = $5) AND ($6::text IS NULL OR store.id = $6)
       AND ($7::text IS NULL OR wallet.id = $7) AND ($8::text IS NULL OR entry.business_day_on = $8)
     ORDER BY summed.entry_id LIMIT $4`,
    [
      args.statementId,
      accounts.merchantPayable(scope.tenantId, statement.payoutGroupId),
      args.after ?? "",
      args.limit + 1,
      args.kind ?? null,
      args.storeId ?? null,
      args.walletId ?? null,
      args.dayOn ?? null,
    ],
  );
  const page = rows.slice(0, args.limit);
  return {
    entries: page.map(entryOf),
    next: rows.length > args.limit ? (page.at(-1)?.entry_id ?? null) : null,
  };
}

function entryOf(row: EntryRow) {
  const lineKind: LineKind = isLineKind(row.line_kind) ? row.line_kind : "adjustments";
  return {
    entryId: row.entry_id,
    lineKind,
    kind: row.kind,
    dayOn: row.day_on,
    occurredAt: row.occurred_at,
    reference: row.reference,
    paymentId: row.payment_id,
    refundId: row.refund_id,
    storeName: row.store_name,
    walletName: row.wallet_name,
    amountMinor: row.amount_minor,
  };
}

export type StatementEntry = ReturnType<typeof entryOf>;
export type StatementEntryPage = {
  readonly entries: readonly StatementEntry[];
  readonly next: string | null;
};

/** The statements whose period ends in a month ("2026-11"), oldest first: what an accountant files together. */
export async function listMonthStatements(tx: Tx, _scope: MerchantScope, args: { month: string }) {
  return tx.statement.findMany({
    where: { throughOn: { gte: `${args.month}-01`, lte: `${args.month}-31` } },
    select: { id: true, throughOn: true, invoiceNumber: true },
    orderBy: [{ throughOn: "asc" }, { id: "asc" }],
    take: MOST_OF_A_MONTH,
  });
}
