import type { SystemScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import { poolFor, roleOf, type Sql, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { callNetwork } from "@/server/wallet-network/gateway";
import { canonicalText, resultOf } from "@/server/wallet-network/rules";
import { inquiryPaymentAnswer } from "@/server/wallet-network/schema";
import { requestCancel } from "../cancels/commands";
import { noEffects, writeEffects } from "../effects/ingest";
import { claimKeys, orderKey } from "../memory/ingest";
import { resolveParked } from "../notices/ingest";
import { applyOutcomes } from "../outcomes/ingest";
import { bareFacts, factsOf, type OutcomeWork } from "../outcomes/rules";
import { type NetworkOutcome, outcomeOf } from "../rules";
import { findOrder, lockDueOrders, type Order } from "./queries";
import { dueStep, nextInquiryAtMs } from "./rules";

type OrderDeps = Deps<SystemScope>;

/**
 * Looks after the orders that are due: asks the network how they stand, and cancels those that nobody has settled
 * half a minute after their end. @returns how many were looked at
 */
export async function lookAfterOrders(deps: OrderDeps, limit = 100): Promise<number> {
  const orders = await transactSql("jobs", async (sql) => {
    const due = await lockDueOrders(sql, deps.now, limit);
    const next = due.map((order) =>
      nextInquiryAtMs({ ...order, inquiries: order.inquiries + 1, nowMs: deps.now }),
    );
    await sql(
      `UPDATE payment SET inquiries = inquiries + 1, next_inquiry_at = to_timestamp(said.at_ms / 1000)
       FROM unnest($1::text[], $2::float8[]) AS said(id, at_ms) WHERE payment.id = said.id`,
      [due.map((order) => order.paymentId), next],
    );
    return due;
  });
  const queue = [...orders];
  const lane = async () => {
    for (let order = queue.shift(); order !== undefined; order = queue.shift()) await lookAfter(deps, order);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return orders.length;
}

async function lookAfter(deps: OrderDeps, order: Order): Promise<void> {
  const asked = await inquire(deps, order);
  if (asked !== "unknown" || dueStep(order.expiresAtMs, deps.now) === "inquire") return;
  await transactSql("jobs", (sql) =>
    requestCancel(sql, deps, { paymentId: order.paymentId, reason: "expired" }),
  );
}

/** Reads again what came before its payment. @returns how many messages found theirs */
export function resolveAllParked(deps: OrderDeps): Promise<number> {
  return resolveParked(sqlOfClient(poolFor("jobs")), deps, null);
}

/** The shopper is back: asks at once, unless the outcome is known. */
export async function inquireNow(deps: OrderDeps, paymentId: string): Promise<void> {
  const order = await findOrder(sqlOfClient(poolFor(roleOf(deps.scope))), paymentId);
  if (order && (order.state === "created" || order.state === "pending")) await inquire(deps, order);
}

/** Asks the network how an order stands, and writes the answer. @returns what it said */
export async function inquire(
  deps: OrderDeps,
  order: Pick<Order, "paymentId" | "amountMinor" | "expiresAtMs">,
): Promise<NetworkOutcome> {
  const answer = await callNetwork("payments/inquiryPayment", { paymentRequestId: order.paymentId });
  const canonical = canonicalText(answer);
  const base = {
    kind: "outcome",
    key: `inquiry:${order.paymentId}`,
    permanent: false,
    contentHash: "",
    canonical,
    path: "payments/inquiryPayment",
    paymentId: order.paymentId,
  } as const;
  if (answer.result.resultCode === "ORDER_NOT_EXIST") {
    // The network never got the order, and after its end it would not take it any more.
    if (deps.now < order.expiresAtMs) return "unknown";
    await applyOne(deps, {
      ...base,
      outcome: "closed",
      failureCode: "ORDER_NOT_EXIST",
      facts: bareFacts(order.amountMinor),
    });
    return "closed";
  }
  const said = inquiryPaymentAnswer.safeParse(answer);
  if (answer.result.resultStatus !== "S" || !said.success) return "unknown";
  const outcome = outcomeOf(said.data.paymentResult);
  // A success without its wallet cannot be booked; the notice or the next answer names it.
  if (outcome === "unknown" || (outcome === "success" && said.data.pspId === undefined)) return "unknown";
  await applyOne(deps, {
    ...base,
    outcome,
    failureCode: said.data.paymentResult.resultCode,
    facts: factsOf(said.data),
  });
  return outcome;
}

/** Writes one word of the network's, with everything that follows from it. */
export async function applyOne(deps: OrderDeps, work: OutcomeWork): Promise<void> {
  await transactSql(roleOf(deps.scope), async (sql) => {
    const effects = noEffects();
    await applyOutcomes(sql, deps, [work], effects);
    await rememberOrder(sql, deps, work);
    await writeEffects(sql, deps, effects);
  });
}

/** An order whose `pay` was answered with nothing is known by the network's id from here on: disputes name only that. */
async function rememberOrder(sql: Sql, deps: OrderDeps, { facts, paymentId }: OutcomeWork): Promise<void> {
  if (facts.networkPaymentId === null) return;
  const key = orderKey(facts.networkPaymentId);
  const response = { result: resultOf("SUCCESS") };
  await claimKeys(sql, [{ key, contentHash: sha256Hex(key), paymentId, tenantId: null, response }], deps.now);
}
