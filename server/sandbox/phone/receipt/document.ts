import { html } from "hono/html";
import { formatJstDateTime } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import { type Html, type PageContext, pageDocument } from "../../document";
import type { NetworkPayment } from "../../payments/queries";
import { WALLETS } from "../../wallets/wallets.data";

const TICK = html`<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="24" cy="24" r="20"/><path d="m15 25 7 7 12-15"/></svg>`;
const CROSS = html`<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" aria-hidden="true"><circle cx="24" cy="24" r="20"/><path d="m17 17 14 14M31 17 17 31"/></svg>`;
const CLOCK = html`<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="24" cy="24" r="20"/><path d="M24 12v12l8 5"/></svg>`;

function icon(state: NetworkPayment["state"]): Html {
  if (state === "succeeded") return TICK;
  return state === "pending" ? CLOCK : CROSS;
}

/** The completion screen with the wallet's own id; it asks again by itself while the outcome is open. */
export function receiptDocument(context: PageContext, payment: NetworkPayment): Html {
  const { words } = context;
  const pending = payment.state === "pending";
  return pageDocument(context, {
    title: words.receipt[payment.state],
    ...(payment.walletId !== null && { walletId: payment.walletId }),
    ...(pending && { refreshSeconds: 1 }),
    body: html`
<section class="card done ${payment.state}" role="status" data-state="${payment.state}">
  ${icon(payment.state)}<h1>${words.receipt[payment.state]}</h1>
  <p class="yen num">${formatMoney(jpy(payment.amountMinor))}</p><p class="shop">${payment.shopName}</p>
  ${payment.state === "succeeded" ? html`<p class="last num">${payment.paymentId.slice(-4)}</p><p>${words.receipt.show}</p>` : ""}
  ${pending ? html`<p>${words.receipt.pendingHint}</p>` : ""}
</section>
<section class="card">${details(context, payment)}</section>
${payment.state === "succeeded" ? objection(context, payment) : ""}
<a class="center" href="/sandbox/wallet">${words.wallet.home}</a>`,
  });
}

/** What a shopper does who says that this payment was not right. */
function objection({ words }: PageContext, payment: NetworkPayment): Html {
  return html`<details class="card"><summary>${words.receipt.object}</summary>
<form class="stack" method="post" action="/sandbox/disputes"><input type="hidden" name="payment" value="${payment.paymentId}">
<p class="small">${words.receipt.objectHint}</p><button>${words.receipt.objectSend}</button></form></details>`;
}

function details(context: PageContext, payment: NetworkPayment): Html {
  const { words } = context;
  const wallet = payment.walletId === null ? null : WALLETS[payment.walletId];
  const row = (label: string, value: Html | string) =>
    html`<div class="row"><dt>${label}</dt><dd class="num">${value}</dd></div>`;
  return html`<dl>
${wallet === null ? "" : row(words.pay.from, wallet.name[context.locale])}
${wallet === null || payment.payerMinor === null ? "" : row(words.pay.youPay, formatMoney({ minor: payment.payerMinor, currency: wallet.currency }))}
${payment.quote === null ? "" : row(words.pay.rate, `1 CNY = ${payment.quote.quotePrice} JPY`)}
${payment.refundedMinor === 0n ? "" : row(words.receipt.refunded, formatMoney(jpy(payment.refundedMinor)))}
${payment.refusalCode === null ? "" : row(words.receipt.reason, payment.refusalCode)}
${row(words.receipt.paidAt, formatJstDateTime(payment.paidAt ?? payment.createdAt, context.locale, { year: true }))}
${row(words.receipt.paymentId, html`<span data-payment-id="${payment.paymentId}">${payment.paymentId}</span>`)}
${payment.acquirerPaymentId === null ? "" : row(words.receipt.acquirerId, html`<span data-acquirer-payment-id="${payment.acquirerPaymentId}">${payment.acquirerPaymentId}</span>`)}
</dl>`;
}
