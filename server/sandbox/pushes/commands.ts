import { finishAttempt, queueDelivery } from "../deliveries/commands";
import type { Delivery } from "../deliveries/queries";
import { nextInquiryAt } from "../deliveries/rules";
import { codeOwnerAnswer, pushAnswer, pushInquiryAnswer } from "../deliveries/schema";
import { moveTo } from "../payments/commands";
import { paymentMessage } from "../payments/events";
import { findPayment, lockPayment, type NetworkPayment } from "../payments/queries";
import type { Deps, Sql } from "../queries";
import type { Misbehaviour } from "../rules";
import { chargeFor, type WalletId } from "../wallets/rules";
import { type PushStep, planPush, readInquiryAnswer, readPushAnswer } from "./rules";

/** Who a scanned code belongs to, as Noren says. */
export type CodeOwner =
  | {
      readonly known: true;
      readonly referenceMerchantId: string;
      readonly referenceStoreId: string;
      readonly shopName: string;
    }
  | { readonly known: false; readonly code: string };

/** Asks Noren, as the network does before the shopper types an amount, whose code was scanned. */
export async function askCodeOwner(
  deps: Deps,
  scan: { readonly walletId: WalletId; readonly codeValue: string; readonly customerId: string },
): Promise<CodeOwner> {
  const said = codeOwnerAnswer.safeParse(
    await deps.callAcquirer({
      url: callUrl(deps, "userInitiatedPay"),
      body: JSON.stringify({
        acquirerId: deps.settings.acquirerId,
        pspId: scan.walletId,
        codeValue: scan.codeValue,
        customerId: scan.customerId,
      }),
      timeoutMs: deps.settings.pace.callTimeoutMs,
    }),
  );
  if (!said.success) return { known: false, code: "UNKNOWN_EXCEPTION" };
  if (said.data.result.resultStatus !== "S") return { known: false, code: said.data.result.resultCode };
  const merchant = said.data.merchant ?? said.data.order?.merchant;
  const store = said.data.store ?? merchant?.store;
  return {
    known: true,
    referenceMerchantId: merchant?.referenceMerchantId ?? "",
    referenceStoreId: store?.referenceStoreId ?? "",
    shopName: store?.storeName ?? merchant?.merchantDisplayName ?? merchant?.merchantName ?? "",
  };
}

function callUrl(deps: Deps, call: string): string {
  return `${deps.settings.publicUrl}/api/network/v1/payments/${call}`;
}

export type Push = {
  readonly paymentId: string;
  readonly walletId: WalletId;
  readonly customerId: string;
  readonly codeValue: string;
  readonly amountMinor: bigint;
  readonly misbehave: Misbehaviour;
  readonly owner: Extract<CodeOwner, { known: true }>;
};

/** The shopper pays at a static EMV code. The id was minted with the page, so pressing twice is one push. */
export async function startPush(deps: Deps, push: Push): Promise<void> {
  await deps.transact(async (sql) => {
    const now = deps.now();
    const charge = chargeFor(push.walletId, push.amountMinor, now);
    const plan = planPush(push.misbehave, deps.settings.pace);
    const inserted = await sql(
      `INSERT INTO network_payment (payment_id, flow, wallet_id, state, result_code, amount_minor, payer_minor,
         payer_currency, quote, reference_merchant_id, reference_store_id, shop_name, order_description, code_value,
         customer_id, misbehave, created_at, confirmed_at, paid_at)
       VALUES ($1, 'push', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $15, $16)
       ON CONFLICT (payment_id) DO NOTHING RETURNING payment_id`,
      [
        push.paymentId,
        push.walletId,
        plan === null ? "failed" : "pending",
        plan === null ? "USER_BALANCE_NOT_ENOUGH" : null,
        push.amountMinor,
        charge.payer.minor,
        charge.payer.currency,
        charge.quote === null ? null : JSON.stringify(charge.quote),
        push.owner.referenceMerchantId,
        push.owner.referenceStoreId,
        push.owner.shopName,
        push.codeValue,
        push.customerId,
        push.misbehave,
        now,
        plan === null ? null : now,
      ],
    );
    if (inserted.length === 0 || plan === null) return;
    const payment = await findPayment(sql, { paymentId: push.paymentId });
    if (payment === null) return;
    for (const send of plan.sends)
      await queueCall(deps, sql, { payment, call: send.call, dueAt: now + send.afterMs });
  });
  deps.nudge();
}

async function queueCall(
  deps: Deps,
  sql: Sql,
  on: {
    readonly payment: NetworkPayment;
    readonly call: "pushPayment" | "inquiryPushPayment";
    readonly dueAt: number;
  },
): Promise<void> {
  const { payment, call } = on;
  const { acquirerId } = deps.settings;
  const body =
    call === "pushPayment"
      ? paymentMessage(payment, acquirerId, "SUCCESS")
      : { acquirerId, pspId: payment.walletId, codeValue: payment.codeValue, paymentId: payment.paymentId };
  await queueDelivery(sql, {
    kind: call,
    subject: payment.paymentId,
    walletId: null,
    url: callUrl(deps, call),
    body: JSON.stringify(body),
    dueAt: on.dueAt,
    held: false,
  });
}

/** One attempt of a push or of an inquiry about it, and what follows from the answer. */
export async function settlePush(deps: Deps, delivery: Delivery): Promise<void> {
  const answer = await deps.callAcquirer({
    url: delivery.url,
    body: delivery.body,
    timeoutMs: deps.settings.pace.callTimeoutMs,
  });
  await deps.transact(async (sql) => {
    const payment = await lockPayment(sql, { paymentId: delivery.subject });
    if (payment === null) return;
    const { step, acquirerPaymentId } = readStep(delivery, answer, payment.misbehave);
    await finishAttempt(sql, { id: delivery.id, outcome: "done", result: step.kind });
    // An answer that comes after the end (a duplicate's) changes nothing: the first one stands.
    if (payment.state === "pending")
      await takeStep(deps, sql, { payment, step, acquirerPaymentId, delivery });
  });
}

function readStep(
  delivery: Delivery,
  answer: unknown,
  misbehave: Misbehaviour,
): { readonly step: PushStep; readonly acquirerPaymentId: string | undefined } {
  if (delivery.kind === "pushPayment") {
    const said = pushAnswer.safeParse(answer);
    const deaf = misbehave === "no_answer";
    return {
      step: readPushAnswer(said.success && !deaf ? said.data.result : null),
      acquirerPaymentId: said.success ? said.data.acquirerPaymentId : undefined,
    };
  }
  const said = pushInquiryAnswer.safeParse(answer);
  return {
    step: said.success
      ? readInquiryAnswer(said.data.result, said.data.paymentResult ?? null)
      : readInquiryAnswer(null, null),
    acquirerPaymentId: said.success ? said.data.acquirerPaymentId : undefined,
  };
}

async function takeStep(
  deps: Deps,
  sql: Sql,
  on: {
    readonly payment: NetworkPayment;
    readonly step: PushStep;
    readonly acquirerPaymentId: string | undefined;
    readonly delivery: Delivery;
  },
): Promise<void> {
  const { payment, step } = on;
  switch (step.kind) {
    case "accepted":
      await moveTo(sql, payment, "succeeded");
      await sql("UPDATE network_payment SET acquirer_payment_id = $2 WHERE payment_id = $1", [
        payment.paymentId,
        on.acquirerPaymentId ?? null,
      ]);
      return;
    case "refused":
      await moveTo(sql, payment, "failed", step.code);
      await sql("UPDATE network_payment SET paid_at = NULL WHERE payment_id = $1", [payment.paymentId]);
      return;
    case "send_again":
      await queueCall(deps, sql, { payment, call: "pushPayment", dueAt: deps.now() });
      return;
    case "ask_later":
      await askLater(deps, sql, payment);
  }
}

/** The next inquiry on the network's schedule; after the last one the payment stays unknown. */
async function askLater(deps: Deps, sql: Sql, payment: NetworkPayment): Promise<void> {
  const waiting = await sql(
    "SELECT 1 FROM delivery WHERE subject = $1 AND state = 'due' AND kind = 'inquiryPushPayment'",
    [payment.paymentId],
  );
  if (waiting.length > 0) return;
  const asked = await sql("SELECT 1 FROM delivery WHERE subject = $1 AND kind = 'inquiryPushPayment'", [
    payment.paymentId,
  ]);
  const dueAt = nextInquiryAt(asked.length, deps.now());
  if (dueAt !== null) await queueCall(deps, sql, { payment, call: "inquiryPushPayment", dueAt });
}
