import { html } from "hono/html";
import { formatJstTime } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import { type Html, type PageContext, pageDocument } from "../../document";
import type { NetworkPayment } from "../../payments/queries";
import type { Misbehaviour } from "../../rules";
import { type Charge, WALLET_IDS, type WalletId } from "../../wallets/rules";
import { WALLETS } from "../../wallets/wallets.data";
import { misbehaveField } from "../home/document";

export type Checkout = {
  readonly payment: NetworkPayment;
  readonly walletId: WalletId;
  readonly charge: Charge;
  readonly misbehave: Misbehaviour;
};

/** The wallet's own confirmation: to whom, how many yen, how much in the shopper's currency, at what rate. */
export function payDocument(context: PageContext, checkout: Checkout): Html {
  const { words } = context;
  const { payment, walletId } = checkout;
  const action = `/sandbox/wallet/pay/${payment.paymentId}`;
  return pageDocument(context, {
    title: words.pay.title,
    walletId,
    body: html`
<h1 class="center">${words.pay.title}</h1>
<section class="card center"><h2>${words.pay.to}</h2><p class="shop">${payment.shopName}</p>
  <p class="yen num">${formatMoney(jpy(payment.amountMinor))}</p><p class="small">${payment.orderDescription}</p></section>
${chargeCard(context, checkout)}
<form class="stack" method="post" action="${action}">
<input type="hidden" name="wallet" value="${walletId}">
${misbehaveField(context, checkout.misbehave)}
<button class="primary" name="decision" value="pay">${words.pay.pay} ${formatMoney(checkout.charge.payer)}</button>
<button class="quiet" name="decision" value="decline">${words.pay.decline}</button>
</form>
<p class="small center">${words.pay.changeWallet}: ${WALLET_IDS.filter((id) => id !== walletId).map(
      (id) => html`<a href="${action}?wallet=${id}">${WALLETS[id].name[context.locale]}</a>`,
    )}</p>`,
  });
}

function chargeCard(context: PageContext, checkout: Checkout): Html {
  const { words } = context;
  const { charge, payment } = checkout;
  const wallet = WALLETS[checkout.walletId];
  return html`<section class="card"><dl>
<div class="row"><dt>${words.pay.from}</dt><dd>${wallet.name[context.locale]}<br><span class="small">${wallet.account}</span></dd></div>
<div class="row"><dt>${words.pay.youPay}</dt><dd><strong class="num">${formatMoney(charge.payer)}</strong></dd></div>
${
  charge.quote === null
    ? ""
    : html`<div class="row"><dt>${words.pay.rate}</dt><dd class="num">1 CNY = ${charge.quote.quotePrice} JPY</dd></div>`
}
${
  payment.expiresAt === null
    ? ""
    : html`<div class="row"><dt>${words.pay.expires}</dt><dd class="num">${formatJstTime(payment.expiresAt)}</dd></div>`
}
</dl></section>`;
}
