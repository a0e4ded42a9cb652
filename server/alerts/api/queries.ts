import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import type { MerchantScope } from "@/server/kernel/scope";
import { getPayment } from "@/server/payments/detail/queries";
import { findPaymentOf, listPayments, type PaymentSummary } from "@/server/payments/queries";
import { toRefundState } from "@/server/payments/refunds/rules";
import type { Tx } from "@/server/platform/db";
import type { WebhookSubject } from "../webhooks/rules";
import { findPayouts } from "./payouts/queries";
import type { OperationName } from "./rules";
import { OPERATIONS, yenAmount } from "./rules";
import {
  type ApiDispute,
  type ApiPayment,
  type ApiPayout,
  type ApiRefund,
  apiDispute,
  type paymentsQuery,
  type payoutsQuery,
  type refundsQuery,
} from "./schema";

type Asked = {
  readonly id: string | null;
  readonly query: Readonly<Record<string, string>>;
  readonly nowMs: number;
};

/**
 * Answers one operation inside a key's scope, in the shape that the description promises.
 * @throws DomainError not_found, ZodError for a query that is not well formed
 */
export async function answerOperation(tx: Tx, scope: MerchantScope, name: OperationName, asked: Asked) {
  switch (name) {
    case "listPayments": {
      const query = OPERATIONS.listPayments.query.parse(asked.query);
      return listApiPayments(tx, scope, { ...query, nowMs: asked.nowMs });
    }
    case "getPayment":
      return getApiPayment(tx, scope, idOf(OPERATIONS.getPayment.params, asked));
    case "listRefunds":
      return listApiRefunds(tx, scope, OPERATIONS.listRefunds.query.parse(asked.query));
    case "getRefund": {
      const id = idOf(OPERATIONS.getRefund.params, asked);
      const [refund] = await findRefunds(tx, scope, { where: { id }, take: 1 });
      return required(refund);
    }
    case "listPayouts":
      return listApiPayouts(tx, scope, OPERATIONS.listPayouts.query.parse(asked.query));
    case "getPayout": {
      const id = idOf(OPERATIONS.getPayout.params, asked);
      const [payout] = await findPayouts(tx, scope, { where: { id }, take: 1 });
      return required(payout);
    }
  }
}

/** Whose things are read: a key's scope, or the tenant of an event that a process tells of. */
type Tenant = Pick<MerchantScope, "tenantId">;

/** A payment, refund or payout as it stands, in the shape that integrators read; null when there is none. */
export async function findSubject(
  tx: Tx,
  of: Tenant & { readonly subject: WebhookSubject; readonly id: string },
): Promise<ApiPayment | ApiRefund | ApiDispute | ApiPayout | null> {
  const where = { id: of.id };
  switch (of.subject) {
    case "payment": {
      const payment = await findPaymentOf(tx, { tenantId: of.tenantId, paymentId: of.id });
      return payment && apiPaymentOf(payment);
    }
    case "refund":
      return (await findRefunds(tx, of, { where, take: 1 }))[0] ?? null;
    case "dispute":
      return findDispute(tx, of);
    case "payout":
      return (await findPayouts(tx, of, { where, take: 1 }))[0] ?? null;
  }
}

async function findDispute(tx: Tx, of: Tenant & { readonly id: string }): Promise<ApiDispute | null> {
  const row = await tx.dispute.findFirst({
    where: { id: of.id, tenantId: of.tenantId },
    select: {
      id: true,
      paymentId: true,
      storeId: true,
      stage: true,
      state: true,
      amountMinor: true,
      reasonCode: true,
      openedAt: true,
      dueAt: true,
      settledAt: true,
    },
  });
  if (!row) return null;
  return apiDispute.parse({
    ...row,
    amount: yenAmount(row.amountMinor),
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  });
}

/** An id that is not even well formed is one that does not exist. */
function idOf(params: z.ZodObject<{ id: z.ZodString }>, { id }: Asked): string {
  const read = params.safeParse({ id });
  if (!read.success) throw new DomainError("not_found");
  return read.data.id;
}

function required<T>(found: T | undefined): T {
  if (found === undefined) throw new DomainError("not_found");
  return found;
}

/** One row more than asked for tells whether there is a next page. */
function pageOf<T extends { readonly id: string }>(rows: readonly T[], limit: number) {
  const data = rows.slice(0, limit);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}

const isoOf = (ms: number) => new Date(ms).toISOString();

async function listApiPayments(
  tx: Tx,
  scope: MerchantScope,
  query: z.output<typeof paymentsQuery> & { readonly nowMs: number },
) {
  const page = await listPayments(tx, scope, {
    storeId: query.storeId,
    state: query.state,
    dayOn: query.day,
    billNumber: query.billNumber,
    olderThan: query.cursor,
    limit: query.limit,
    nowMs: query.nowMs,
  });
  return { data: page.payments.map(apiPaymentOf), nextCursor: page.olderThan };
}

async function getApiPayment(tx: Tx, scope: MerchantScope, paymentId: string): Promise<ApiPayment> {
  return apiPaymentOf((await getPayment(tx, scope, { paymentId })).payment);
}

function apiPaymentOf(payment: PaymentSummary): ApiPayment {
  return {
    id: payment.paymentId,
    number: payment.number,
    state: payment.state,
    origin: payment.origin,
    storeId: payment.storeId,
    walletId: payment.walletId,
    amount: yenAmount(payment.amountMinor),
    payerAmount: payerAmountOf(payment.payerAmountMinor, payment.payerCurrency),
    exchangeRate: payment.quotePrice,
    refunded: yenAmount(payment.refundedMinor),
    refundPending: yenAmount(payment.refundingMinor),
    billNumber: payment.billNumber,
    createdAt: isoOf(payment.createdAtMs),
    paidAt: payment.paidAtMs === null ? null : isoOf(payment.paidAtMs),
  };
}

function payerAmountOf(minor: bigint | null, currency: Currency | null): ApiPayment["payerAmount"] {
  return minor === null || currency === null ? null : { currency, value: minor.toString() };
}

async function listApiRefunds(tx: Tx, scope: MerchantScope, query: z.output<typeof refundsQuery>) {
  const where = {
    ...(query.cursor && { id: { lt: query.cursor } }),
    ...(query.paymentId && { paymentId: query.paymentId }),
  };
  return pageOf(await findRefunds(tx, scope, { where, take: query.limit + 1 }), query.limit);
}

type Where = { readonly id?: string | { readonly lt: string }; readonly paymentId?: string };

async function findRefunds(
  tx: Tx,
  scope: Tenant,
  { where, take }: { readonly where: Where; readonly take: number },
): Promise<ApiRefund[]> {
  const rows = await tx.refund.findMany({
    where: { ...where, tenantId: scope.tenantId },
    orderBy: { id: "desc" },
    take,
    select: {
      id: true,
      paymentId: true,
      storeId: true,
      state: true,
      amountMinor: true,
      reason: true,
      requestedAt: true,
      settledAt: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    paymentId: row.paymentId,
    storeId: row.storeId,
    state: toRefundState(row.state),
    amount: yenAmount(row.amountMinor),
    reason: row.reason,
    requestedAt: row.requestedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }));
}

async function listApiPayouts(tx: Tx, scope: MerchantScope, query: z.output<typeof payoutsQuery>) {
  const where = { ...(query.cursor && { id: { lt: query.cursor } }) };
  return pageOf(await findPayouts(tx, scope, { where, take: query.limit + 1 }), query.limit);
}
