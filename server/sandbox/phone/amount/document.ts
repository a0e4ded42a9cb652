import { html } from "hono/html";
import { type Html, type PageContext, pageDocument } from "../../document";
import type { Misbehaviour } from "../../rules";
import type { WalletId } from "../../wallets/rules";
import { WALLETS } from "../../wallets/wallets.data";
import { misbehaveField } from "../home/document";

export type AmountEntry = {
  readonly walletId: WalletId;
  readonly shopName: string;
  readonly payload: string;
  /** Minted with the page, so that sending the form twice is one payment. */
  readonly paymentId: string;
  readonly misbehave: Misbehaviour;
  readonly typed: string;
  readonly wrong: boolean;
};

/** The wallet asks for the amount itself: what a scanned EMV code leads to. */
export function amountDocument(context: PageContext, entry: AmountEntry): Html {
  const { words } = context;
  const wallet = WALLETS[entry.walletId];
  return pageDocument(context, {
    title: words.push.title,
    walletId: entry.walletId,
    body: html`
<section class="card center"><h2>${words.pay.to}</h2><p class="shop">${entry.shopName}</p></section>
<form class="stack" method="post" action="/sandbox/wallet/push">
<input type="hidden" name="wallet" value="${entry.walletId}">
<input type="hidden" name="payload" value="${entry.payload}">
<input type="hidden" name="paymentId" value="${entry.paymentId}">
<section class="card"><label class="block" for="amount">${words.push.amountLabel}</label>
<input class="amount" type="text" id="amount" name="amount" inputmode="numeric" pattern="[0-9０-９,]*" maxlength="9" autocomplete="off" autofocus required value="${entry.typed}" aria-describedby="amount-hint">
<p class="small" id="amount-hint">${words.push.amountHint}</p>
${entry.wrong ? html`<p role="alert"><strong>${words.problem.amount}</strong></p>` : ""}
<dl><div class="row"><dt>${words.pay.from}</dt><dd>${wallet.name[context.locale]} · ${wallet.currency}</dd></div>
${wallet.quotePrice === null ? "" : html`<div class="row"><dt>${words.pay.rate}</dt><dd class="num">1 CNY = ${wallet.quotePrice} JPY</dd></div>`}</dl></section>
${misbehaveField(context, entry.misbehave)}
<button class="primary">${words.pay.pay}</button>
</form>`,
  });
}
