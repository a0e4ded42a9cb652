import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { SystemScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import { poolFor, roleOf, type Sql, sqlOfClient, sqlOfTx, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { callNetwork } from "@/server/wallet-network/gateway";
import { type NetworkAnswer, resultOf } from "@/server/wallet-network/rules";
import { payAnswer } from "@/server/wallet-network/schema";
import { findStandings, type Standing } from "../acceptance/queries";
import { claimKeys, orderKey } from "../memory/ingest";
import { resolveParked } from "../notices/ingest";
import { judgeOf } from "../risk/limits/queries";
import { type PaymentState, refusalAt } from "../rules";
import { payBody } from "./document";
import { findOrder, findPaymentUrl, listWalletsOf, type Order, payKey } from "./queries";
import { nextInquiryAtMs, ORDER_LIFETIME_MS } from "./rules";
import type { StartEntryPayment } from "./schema";

type OrderDeps = Deps<SystemScope>;

/** `paymentUrl` is where the shopper pays; null when the order has come to its end already. */
export type StartedPayment = {
  readonly paymentId: string;
  readonly state: PaymentState;
  readonly paymentUrl: string | null;
};

/**
 * Places an order at the network for a shopper who typed an amount. The payment is durable before the network hears
 * of it; the same `paymentRequestId` is the same order, also when its answer was lost.
 * @throws DomainError code_invalid, store_not_live, amount_out_of_range, risk_limit, idempotency_conflict for a known id with
 * another code or amount, network_refused, network_unreachable (send the same again)
 */
export async function startEntryPayment(deps: OrderDeps, input: StartEntryPayment): Promise<StartedPayment> {
  const sql = sqlOfClient(poolFor(roleOf(deps.scope)));
  const standing = await requireOpenStore(sql, deps.now, input);
  const order = await insertOrder(deps, standing, input);
  await resolveParked(sql, deps, order.paymentId);
  const current = (await findOrder(sql, order.paymentId)) ?? order;
  const { paymentId, state } = current;
  if (state !== "created" && state !== "pending") return { paymentId, state, paymentUrl: null };
  const known = await findPaymentUrl(sql, paymentId);
  if (known !== null) return { paymentId, state, paymentUrl: known };
  const answer = await callNetwork("payments/pay", payBody(standing, current, input));
  return noteAnswer(deps, current, answer);
}

async function requireOpenStore(sql: Sql, nowMs: number, input: StartEntryPayment): Promise<Standing> {
  const standing = (await findStandings(sql, [input.code], nowMs)).get(input.code) ?? null;
  const refusal = refusalAt(standing && { ...standing, registered: standing.walletIds.length > 0 });
  if (standing === null || refusal === "INVALID_CODE") throw new DomainError("code_invalid");
  if (refusal !== null) throw new DomainError("store_not_live");
  const wallets = await listWalletsOf(sql, standing);
  const fits = wallets.some(
    (wallet) => input.amountMinor >= wallet.minAmountMinor && input.amountMinor <= wallet.maxAmountMinor,
  );
  if (fits) {
    // An order that is known was judged when it was placed, and would count against itself now.
    const known = await findOrder(sql, input.paymentRequestId);
    if (!known) await requireWithinLimits(sql, nowMs, standing, input.amountMinor);
    return standing;
  }
  const limits = wallets.flatMap((wallet) => [wallet.minAmountMinor, wallet.maxAmountMinor]);
  limits.sort((a, b) => (a < b ? -1 : 1));
  const [least = 1n] = limits;
  const most = limits.at(-1) ?? least;
  const params = { min: formatMoney(jpy(least)), max: formatMoney(jpy(most)) };
  throw new DomainError("amount_out_of_range", params, "amountMinor");
}

/** The shopper has not chosen a wallet yet: what no wallet of the store would take is refused now. */
async function requireWithinLimits(
  sql: Sql,
  nowMs: number,
  standing: Standing,
  amountMinor: bigint,
): Promise<void> {
  const { merchantId, storeId } = standing;
  const places = standing.walletIds.map((walletId) => ({ walletId, merchantId, storeId }));
  const judge = await judgeOf(sql, places, nowMs);
  if (!places.some((place) => judge(place, amountMinor))) throw new DomainError("risk_limit");
}

async function insertOrder(deps: OrderDeps, standing: Standing, input: StartEntryPayment): Promise<Order> {
  const expiresAtMs = deps.now + ORDER_LIFETIME_MS;
  const firstInquiry = { createdAtMs: deps.now, expiresAtMs, inquiries: 0, nowMs: deps.now };
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const inserted = await sql<{ id: string }>(
      `INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, origin, state, amount_minor,
         created_at, expires_at, next_inquiry_at, inquiries)
       VALUES ($1, $2, $3, $4, $5, 'entry', 'created', $6::bigint, to_timestamp($7::float8 / 1000),
         to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000), 0)
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        input.paymentRequestId,
        standing.tenantId,
        standing.storeId,
        standing.payoutGroupId,
        standing.codeId,
        input.amountMinor.toString(),
        deps.now,
        expiresAtMs,
        nextInquiryAtMs(firstInquiry),
      ],
    );
    const order = await findOrder(sql, input.paymentRequestId);
    if (!order) throw new DomainError("unavailable");
    if (order.codeId !== standing.codeId || order.amountMinor !== input.amountMinor) {
      throw new DomainError("idempotency_conflict");
    }
    if (inserted.length === 0) return order;
    // The store is the subject: nothing is known of the shopper, and a store's key is made once.
    await recordAudit(tx, deps, {
      action: "payment.start",
      subjectId: standing.storeId,
      tenantId: standing.tenantId,
      after: { paymentId: order.paymentId, amountMinor: order.amountMinor, code: standing.codeId },
    });
    return order;
  });
}

/** Writes what the network said to `pay`. What it left open is found out by inquiry. */
async function noteAnswer(deps: OrderDeps, order: Order, answer: NetworkAnswer): Promise<StartedPayment> {
  const { paymentId } = order;
  const said = payAnswer.safeParse(answer);
  const url = said.success ? said.data.paymentUrl : undefined;
  if (answer.result.resultStatus === "F") return failOrder(deps, order, answer.result.resultCode);
  if (!said.success || url === undefined) throw new DomainError("network_unreachable");
  const networkPaymentId = said.data.paymentId ?? null;
  const state = await transactSql(roleOf(deps.scope), async (sql) => {
    const response = { result: resultOf("SUCCESS"), paymentUrl: url };
    const claim = {
      key: payKey(paymentId),
      contentHash: sha256Hex(url),
      paymentId,
      tenantId: order.tenantId,
    };
    const named = networkPaymentId === null ? [] : [{ ...claim, key: orderKey(networkPaymentId), response }];
    await claimKeys(sql, [{ ...claim, response }, ...named], deps.now);
    // A notice may have been faster: what is final stays.
    const [row] = await sql<{ state: PaymentState }>(
      `UPDATE payment SET state = CASE state WHEN 'created' THEN 'pending' ELSE state END,
              network_payment_id = coalesce(network_payment_id, $2) WHERE id = $1 RETURNING state`,
      [paymentId, networkPaymentId],
    );
    return row?.state ?? "pending";
  });
  return { paymentId, state, paymentUrl: url };
}

/** The network did not take the order. A claim that it knows the id with other content says nothing about the order. */
async function failOrder(deps: OrderDeps, order: Order, reason: string): Promise<never> {
  if (reason !== "REPEAT_REQ_INCONSISTENT") {
    await deps.transact(async (tx) => {
      const changed = await sqlOfTx(tx)<{ id: string }>(
        `UPDATE payment SET state = 'failed', failure_code = $2, next_inquiry_at = NULL
         WHERE id = $1 AND state IN ('created', 'pending') RETURNING id`,
        [order.paymentId, reason],
      );
      if (changed.length === 0) return;
      await recordAudit(tx, deps, {
        action: "payment.refuse",
        subjectId: order.storeId,
        tenantId: order.tenantId,
        before: { state: order.state },
        after: { state: "failed", paymentId: order.paymentId, reason },
      });
    });
  }
  throw new DomainError("network_refused", { reason });
}
