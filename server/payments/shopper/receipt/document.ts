import { html } from "hono/html";
import { formatJstDateTime, formatJstTime } from "@/server/kernel/calendar";
import { LANGUAGE_TAGS } from "@/server/kernel/languages";
import { formatMoney, isCurrency } from "@/server/kernel/money";
import type { ShopperPayment } from "../../orders/queries";
import { forBoth, type Html, type PageContext, pageDocument, wordsOf, yen } from "../document";
import { isOpen, receiptView, SHOWABLE_MS } from "../rules";

export type Receipt = {
  readonly payment: ShopperPayment;
  readonly nowMs: number;
  /** Where a new payment at the same shop begins. */
  readonly againHref: string;
};

const TICK = html`<svg viewBox="0 0 96 96" width="96" height="96" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"><circle class="ring" cx="48" cy="48" r="43" stroke-width="5"/><path d="m29 49 13 13 26-28" stroke-width="8"/></svg>`;
const WAIT_SECONDS = 3;

/** The screen of a payment, by its state: paid, still open, or not paid. */
export function receiptDocument(context: PageContext, receipt: Receipt): Html {
  const { payment, nowMs } = receipt;
  const view = receiptView(payment.state, payment.paidAtMs, nowMs);
  switch (view) {
    case "paid":
      return paidDocument(context, receipt);
    case "waiting":
      return waitingDocument(context, receipt);
    case "past":
      return pastDocument(context, receipt);
    default:
      return failedDocument(context, receipt, view);
  }
}

/**
 * When and where the screen looks again by itself, as the value of a `Refresh` header; null when its payment has ended.
 */
export function receiptRefresh(
  { path, query, language }: PageContext,
  payment: ShopperPayment,
): string | null {
  if (!isOpen(payment.state)) return null;
  const next = new URLSearchParams([...query.map(([name, value]) => [name, value])]);
  next.set("seen", "1");
  next.set("lang", language);
  return `${WAIT_SECONDS};url=${path}?${next}`;
}

/** The clock runs in CSS, so that a picture of this screen stands still and one without JavaScript does not. */
function clockStyles(nowMs: number, paidAtMs: number): string {
  // The screen stops being one that a clerk accepts when its time is over, also when nobody touches it.
  const left = Math.max(0, Math.ceil((paidAtMs + SHOWABLE_MS - nowMs) / 1000));
  const second = Math.floor(nowMs / 1000) + 9 * 3_600;
  const delays = [86_400, 3_600, 60].map((period) => second % period);
  const [h, m, s] = delays;
  return `.clock{animation-delay:-${h}s,-${m}s,-${s}s}.paid,.paid .tick{animation-delay:${left}s}`;
}

function paidDocument(context: PageContext, { payment, nowMs }: Receipt): Html {
  const words = wordsOf(context.language);
  // A box that is ticked turns the screen upside down for who stands across the counter; it needs no script.
  const body = html`<main class="receipt"><input type="checkbox" id="turn"><div class="face">
<div class="tick" aria-hidden="true">${TICK}</div>
<h1 class="both">${forBoth(context.language, (say) => say("paid.title"))}</h1>
<p class="total">${yen(payment.amountMinor)}</p>
<p class="to" lang="ja">${payment.storeName}</p>
<p class="show">${showWords(context)}</p>
<div class="proof"><div class="last4"><span class="label">${words("paid.last4")}</span><strong>${payment.last4}</strong></div>
<div class="now"><span class="label">${words("paid.now")}</span><strong class="clock" role="timer" aria-label="${formatJstTime(nowMs)}"></strong></div></div>
<dl>${details(context, payment)}</dl>
<label for="turn" class="turner">${words("paid.turn")}</label>
<p class="small">${words("paid.done")}</p>
</div></main>`;
  return pageDocument(context, {
    title: `${words("paid.title")} ${yen(payment.amountMinor)}`,
    mood: "paid",
    body,
    styles: clockStyles(nowMs, payment.paidAtMs ?? nowMs),
  });
}

/** In Japanese for the clerk and in English for everybody else, and in the shopper's own language first. */
function showWords({ language }: PageContext): Html {
  const languages = [...new Set([language, "ja", "en"] as const)];
  return html`${languages.map((one) => html`<span lang="${LANGUAGE_TAGS[one]}">${wordsOf(one)("paid.show")}</span>`)}`;
}

function details({ language }: PageContext, payment: ShopperPayment): Html {
  const words = wordsOf(language);
  const { payerAmountMinor, payerCurrency, walletName, paidAtMs } = payment;
  const charged =
    payerAmountMinor !== null &&
    payerCurrency !== null &&
    isCurrency(payerCurrency) &&
    payerCurrency !== "JPY"
      ? formatMoney({ minor: payerAmountMinor, currency: payerCurrency })
      : null;
  const row = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`${row(words("paid.paidAt"), formatJstDateTime(paidAtMs ?? payment.createdAtMs, language))}
${walletName === null ? "" : row(words("payFrom"), walletName)}
${charged === null ? "" : row(words("paid.from"), charged)}
${row(words("paid.number"), payment.number)}`;
}

function pastDocument(context: PageContext, { payment, againHref }: Receipt): Html {
  const words = wordsOf(context.language);
  const time = formatJstDateTime(payment.paidAtMs ?? payment.createdAtMs, context.language);
  const body = html`<main class="till notice">
<p class="at" lang="ja">${payment.storeName}</p>
<h1>${forBoth(context.language, (say) => say("past.title"))}</h1>
<p class="sum">${yen(payment.amountMinor)}</p>
<p>${words("past.why", { time })}</p>
<dl class="plain">${details(context, payment)}</dl>
<a class="primary" href="${againHref}">${words("past.again")}</a>
</main>`;
  return pageDocument(context, { title: words("past.title"), mood: "paper", body });
}

function waitingDocument(context: PageContext, { payment }: Receipt): Html {
  const words = wordsOf(context.language);
  const again = `${context.path}?${new URLSearchParams(context.query.map(([name, value]) => [name, value]))}`;
  const body = html`<main class="till notice">
<p class="at" lang="ja">${payment.storeName}</p>
<div class="sign wait" aria-hidden="true"><svg viewBox="0 0 48 48" width="72" height="72" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><circle class="track" cx="24" cy="24" r="20"/><path class="turn" d="M24 4a20 20 0 0 1 20 20"/></svg></div>
<h1 role="status">${words("waiting.title")}</h1>
<p class="sum">${yen(payment.amountMinor)}</p>
<p>${words("waiting.why")}</p>
<p class="clerk">${forBoth(context.language, (say) => say("waiting.clerk"))}</p>
<a class="quiet" href="${again}&lang=${context.language}">${words("waiting.check")}</a>
</main>`;
  return pageDocument(context, {
    title: words("waiting.title"),
    mood: "paper",
    body,
  });
}

function failedDocument(
  context: PageContext,
  { payment, againHref }: Receipt,
  view: "failed" | "expired" | "cancelled" | "returned",
): Html {
  const words = wordsOf(context.language);
  const body = html`<main class="till notice">
<p class="at" lang="ja">${payment.storeName}</p>
<div class="sign stop" aria-hidden="true"><svg viewBox="0 0 48 48" width="72" height="72" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><circle cx="24" cy="24" r="20"/><path d="m17 17 14 14m0-14L17 31"/></svg></div>
<h1>${forBoth(context.language, (say) => say("failed.title"))}</h1>
<p class="sum">${yen(payment.amountMinor)}</p>
<p>${words(`failed.${view}`)}</p>
<p class="clerk">${forBoth(context.language, (say) => say("failed.clerk"))}</p>
<a class="primary" href="${againHref}">${words("failed.again")}</a>
</main>`;
  return pageDocument(context, { title: words("failed.title"), mood: "paper", body });
}
