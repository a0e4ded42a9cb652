import { html } from "hono/html";
import { formatJstDateTime } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import { type Html, type PageContext, pageDocument } from "../../document";
import type { NetworkPayment } from "../../payments/queries";
import { MISBEHAVIOURS, type Misbehaviour } from "../../rules";
import { WALLET_IDS, type WalletId } from "../../wallets/rules";
import { WALLETS } from "../../wallets/wallets.data";
import { CAMERA_SCRIPT } from "./camera.data";

const SCAN_ICON = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true"><path d="M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3M7 12h10"/></svg>`;
const PICTURE_ICON = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="3" y="4" width="18" height="16" rx="3"/><circle cx="9" cy="10" r="1.6"/><path d="m4 18 5-5 4 4 3-3 4 4"/></svg>`;

export type Home = {
  readonly walletId: WalletId;
  readonly misbehave: Misbehaviour;
  readonly payments: readonly NetworkPayment[];
};

/** The phone's first screen: wallet, scan, picture, typed code, misbehaviour, recent payments. */
export function homeDocument(context: PageContext, home: Home): Html {
  const { words } = context;
  const wallet = WALLETS[home.walletId];
  const balance = formatMoney({ minor: wallet.balanceMinor, currency: wallet.currency });
  return pageDocument(context, {
    title: words.wallet.title,
    walletId: home.walletId,
    script: CAMERA_SCRIPT,
    body: html`
<nav class="tabs" aria-label="${words.wallet.choose}">${WALLET_IDS.map((id) => walletTab(context, id, home.walletId))}</nav>
<form id="scan-form" class="stack" method="post" action="/sandbox/wallet/scan" enctype="multipart/form-data">
<input type="hidden" name="wallet" value="${home.walletId}">
<section class="card hero">
  <div><h1>${wallet.name[context.locale]}</h1><p class="small">${wallet.account}</p></div>
  <div><span class="small">${words.wallet.balance}</span><div class="balance num">${balance}</div></div>
  <label class="scan" id="scan-button">${SCAN_ICON}<span>${words.wallet.scan}</span><input type="file" name="photo" accept="image/*" capture="environment" aria-label="${words.wallet.scanHint}"></label>
</section>
<section class="card">
  <label class="file">${PICTURE_ICON}<span><strong>${words.wallet.upload}</strong><br><span class="small">${words.wallet.uploadHint}</span></span><input type="file" name="picture" accept="image/png,image/jpeg,image/webp"></label>
</section>
<section class="card">
  <label class="block" for="code">${words.wallet.typed}</label>
  <span class="small" id="code-hint">${words.wallet.typedLabel}</span>
  <div class="line"><input type="text" id="code" name="code" maxlength="600" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="ABCDE FGHJK" aria-describedby="code-hint"><button class="primary">${words.wallet.go}</button></div>
</section>
${misbehaveField(context, home.misbehave)}
</form>
<section class="card"><h2>${words.wallet.recent}</h2>
${
  home.payments.length === 0
    ? html`<p class="small">${words.wallet.none}</p>`
    : html`<ul class="list">${home.payments.map((payment) => recentPayment(context, payment))}</ul>`
}
</section>
<div class="camera" id="camera" hidden><video playsinline muted></video><div class="frame"></div><p>${words.wallet.aim}</p><button class="primary" type="button">${words.wallet.stop}</button></div>`,
  });
}

function walletTab(context: PageContext, id: WalletId, chosen: WalletId): Html {
  const wallet = WALLETS[id];
  return html`<a class="tab w-${id}" href="/sandbox/wallet?wallet=${id}" ${id === chosen ? html`aria-current="true"` : ""}><span class="logo" aria-hidden="true">${wallet.mark}</span><span>${wallet.name[context.locale]}<small>${wallet.currency}</small></span></a>`;
}

/** The choice of a misbehaviour for the payment that follows. */
export function misbehaveField(context: PageContext, chosen: Misbehaviour): Html {
  const words = context.words.misbehave;
  return html`<details class="card" ${chosen === "none" ? "" : html`open`}><summary>${words.label}</summary>
<label class="small" for="misbehave">${words.hint}</label>
<select id="misbehave" name="misbehave">${MISBEHAVIOURS.map(
    (one) => html`<option value="${one}" ${one === chosen ? html`selected` : ""}>${words[one]}</option>`,
  )}</select></details>`;
}

function recentPayment(context: PageContext, payment: NetworkPayment): Html {
  const when = formatJstDateTime(payment.paidAt ?? payment.createdAt, context.locale);
  return html`<li><a href="/sandbox/wallet/receipt/${payment.paymentId}"><span><strong>${payment.shopName}</strong><span class="small num">${when}</span></span><span class="right"><strong class="num">${formatMoney(jpy(payment.amountMinor))}</strong><span class="pill ${payment.state}">${context.words.receipt[payment.state]}</span></span></a></li>`;
}
