import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { answerOf, type NetworkAnswer } from "@/server/wallet-network/rules";
import { lateSuccessEntry, saleEntry, undoneSaleEntry } from "../books/rules";
import type { BatchEffects } from "../effects/ingest";
import { answerFrom, type Claim, claimKeys, findRemembered } from "../memory/ingest";
import {
  decideOutcome,
  isPaymentId,
  type OutcomeDecision,
  type PaymentState,
  toPaymentState,
} from "../rules";
import { writeOutcomes } from "./commands";
import type { OutcomeWork } from "./rules";

type LockedPayment = {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly payoutGroupId: string;
  readonly walletId: string | null;
  readonly networkPaymentId: string | null;
  readonly state: PaymentState;
  readonly amountMinor: bigint;
  readonly paidAtMs: number | null;
  /** The sale stands in the books. */
  readonly booked: boolean;
};

type Row = {
  id: string;
  tenant_id: string;
  store_id: string;
  payout_group_id: string;
  wallet_id: string | null;
  network_payment_id: string | null;
  state: string;
  amount_minor: bigint;
  paid_at: Date | null;
  settled: boolean;
};

/** Locks payments in the order of their ids, so that two batches never wait for each other in a circle. */
export async function lockPayments(
  sql: Sql,
  paymentIds: readonly string[],
): Promise<Map<string, LockedPayment>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await sql<Row>(
    `SELECT id, tenant_id, store_id, payout_group_id, wallet_id, network_payment_id, state, amount_minor, paid_at,
            settled_at IS NOT NULL AS settled
     FROM payment WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
    [[...paymentIds]],
  );
  return new Map(
    rows.map((row) => {
      const state = toPaymentState(row.state);
      const booked = row.settled && (state === "succeeded" || state === "cancel_requested");
      const locked = {
        paymentId: row.id,
        tenantId: row.tenant_id,
        storeId: row.store_id,
        payoutGroupId: row.payout_group_id,
        walletId: row.wallet_id,
        networkPaymentId: row.network_payment_id,
        state,
        amountMinor: row.amount_minor,
        paidAtMs: row.paid_at?.getTime() ?? null,
        booked,
      };
      return [row.id, locked];
    }),
  );
}

type OutcomeDeps = Pick<Deps, "now" | "newId">;

type Step = {
  readonly work: OutcomeWork;
  readonly payment: LockedPayment;
  readonly decision: OutcomeDecision;
};

/**
 * Applies what the network says about payments, at most one word for each payment and key, inside the caller's
 * transaction. A word on a payment that is not here yet is parked and answered `U`, so that it is not lost.
 * @returns the answer by key, to be sent only after the commit
 */
export async function applyOutcomes(
  sql: Sql,
  deps: OutcomeDeps,
  works: readonly OutcomeWork[],
  effects: BatchEffects,
): Promise<Map<string, NetworkAnswer>> {
  const answers = new Map<string, NetworkAnswer>();
  if (works.length === 0) return answers;
  const payments = await lockPayments(
    sql,
    works.map((work) => work.paymentId),
  );
  // Read after the lock: whoever wrote a key for these payments held it.
  const remembered = await findRemembered(
    sql,
    works.flatMap((work) => (work.permanent ? [work.key] : [])),
  );
  const steps: Step[] = [];
  const early: OutcomeWork[] = [];
  for (const work of works) {
    const known = remembered.get(work.key);
    const payment = payments.get(work.paymentId);
    if (known) answers.set(work.key, answerFrom(known, work.contentHash));
    else if (payment) steps.push(stepOf(work, payment));
    else if (isPaymentId(work.paymentId)) early.push(work);
    else answers.set(work.key, answerOf("ORDER_NOT_EXIST"));
  }
  await park(sql, deps, early);
  for (const work of early) answers.set(work.key, answerOf("UNKNOWN_EXCEPTION"));
  const taken = await claimSteps(sql, deps, steps, answers);
  for (const step of taken) addEffects(deps, step, effects);
  await writeOutcomes(
    sql,
    deps,
    taken.map(({ work, decision }) => ({ work, decision })),
  );
  return answers;
}

function stepOf(work: OutcomeWork, payment: LockedPayment): Step {
  const { facts } = work;
  const other =
    facts.amountMinor !== payment.amountMinor ||
    (payment.networkPaymentId !== null &&
      facts.networkPaymentId !== null &&
      payment.networkPaymentId !== facts.networkPaymentId) ||
    (payment.booked && facts.walletId !== null && payment.walletId !== facts.walletId);
  const decision: OutcomeDecision = other
    ? { kind: "contradicts" }
    : decideOutcome(payment.state, work.outcome, payment.booked);
  return { work, payment, decision };
}

/** Takes the keys of the words that agree with what is known; a word that contradicts leaves no key behind. */
async function claimSteps(
  sql: Sql,
  deps: OutcomeDeps,
  steps: readonly Step[],
  answers: Map<string, NetworkAnswer>,
): Promise<Step[]> {
  const agreeing = steps.filter(({ decision }) => decision.kind !== "contradicts");
  for (const { work } of steps) answers.set(work.key, answerOf("REPEAT_REQ_INCONSISTENT"));
  const claims = agreeing.filter(({ work }) => work.permanent).map(claimOf);
  const taken = await claimKeys(sql, claims, deps.now);
  const lost = claims.filter((claim) => !taken.has(claim.key)).map((claim) => claim.key);
  // The id was used for another payment at the same moment.
  for (const [key, known] of await findRemembered(sql, lost)) {
    const work = agreeing.find((step) => step.work.key === key)?.work;
    if (work) answers.set(key, answerFrom(known, work.contentHash));
  }
  const mine = agreeing.filter(({ work }) => !work.permanent || taken.has(work.key));
  for (const { work } of mine) answers.set(work.key, answerOf("SUCCESS"));
  return mine;
}

function claimOf({ work, payment }: Step): Claim {
  const { key, contentHash, paymentId } = work;
  return { key, contentHash, paymentId, tenantId: payment.tenantId, response: answerOf("SUCCESS") };
}

function addEffects(deps: OutcomeDeps, { work, payment, decision }: Step, effects: BatchEffects): void {
  effects.told.push({ key: work.key, contentHash: work.contentHash, paymentId: work.paymentId });
  effects.messages.push({
    id: deps.newId("networkMessage"),
    tenantId: payment.tenantId,
    path: work.path,
    canonical: work.canonical,
    outcome: decision.kind === "move" ? decision.to : decision.kind,
  });
  if (decision.kind !== "move") return;
  effects.tenantIds.add(payment.tenantId);
  const walletId = work.facts.walletId ?? payment.walletId;
  if (decision.book !== null && walletId !== null) {
    const booked = { ...payment, walletId };
    const paidAtMs = Math.min(work.facts.paidAtMs ?? deps.now, deps.now);
    if (decision.book === "sale") effects.entries.push(saleEntry(deps, booked, paidAtMs));
    if (decision.book === "late_success") effects.entries.push(lateSuccessEntry(deps, booked, paidAtMs));
    if (decision.book === "undo_sale") effects.entries.push(undoneSaleEntry(deps, booked));
  }
  addEvents(payment, decision.to, effects);
}

function addEvents(payment: LockedPayment, to: PaymentState, effects: BatchEffects): void {
  const { paymentId, storeId, tenantId } = payment;
  if (to === "succeeded") {
    const payload = { paymentId, storeId, amountMinor: payment.amountMinor.toString(), currency: "JPY" };
    effects.events.push({ type: "payment.succeeded", tenantId, subjectId: paymentId, payload });
  }
  if (to === "cancelled") {
    effects.events.push({
      type: "payment.cancelled",
      tenantId,
      subjectId: paymentId,
      payload: { paymentId, storeId },
    });
  }
}

/** Keeps a word on a payment that is not here yet; the same word twice is kept once. */
async function park(sql: Sql, deps: OutcomeDeps, early: readonly OutcomeWork[]): Promise<void> {
  if (early.length === 0) return;
  await sql(
    `INSERT INTO parked_message (id, waits_for, path, body, received_at)
     SELECT message.id, message.waits_for, message.path, message.body::jsonb, to_timestamp($5::float8 / 1000)
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS message(id, waits_for, path, body)
     WHERE NOT EXISTS (SELECT 1 FROM parked_message known
                       WHERE known.waits_for = message.waits_for AND known.body = message.body::jsonb)`,
    [
      early.map(() => deps.newId("parked")),
      early.map((work) => work.paymentId),
      early.map((work) => work.path),
      early.map((work) => work.canonical),
      deps.now,
    ],
  );
}
