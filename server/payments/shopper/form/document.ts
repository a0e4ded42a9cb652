import { html } from "hono/html";
import { groupCode } from "@/server/codes/rules";
import type { ShopperStore, ShopperWallet } from "../../orders/queries";
import { forBoth, type Html, type PageContext, pageDocument, wordsOf, yen } from "../document";
import { amountLimits, type FormFault, type ShopRefusal } from "../rules";
import { KEYPAD_SCRIPT } from "./keypad.data";

export type AmountForm = {
  readonly shop: ShopperStore;
  /** Signed; makes sending the form twice one payment. */
  readonly ticket: string;
  /** As it was typed, so that a refused form loses nothing. */
  readonly typed: string;
  /** The wallet that holds the phone, or that was chosen. */
  readonly walletId: string | null;
  /** Whether the wallet is known from the phone, so that it need not be asked for. */
  readonly walletKnown: boolean;
  readonly fault: FormFault | null;
};

type Words = ReturnType<typeof wordsOf>;

/** Sides of the logo's box in pixels of the page. */
const LOGO_SHOWN = 56;

/** The page behind a poster: whose shop this is, how much, and from which wallet. Works without JavaScript. */
export function formDocument(context: PageContext, form: AmountForm): Html {
  const words = wordsOf(context.language);
  const { shop } = form;
  const faulty = form.fault?.field === "amount";
  const body = html`<main class="till">
<section class="shop">${logo(shop)}<p class="label">${words("payTo")}</p>
<h1 lang="ja">${shop.storeName}</h1>${latinName(context, shop)}</section>
<form method="post" action="${formAction(context, form)}" novalidate>
<input type="hidden" name="ticket" value="${form.ticket}">
${faultBox(words, form.fault)}
<div class="amount${faulty ? " wrong" : ""}"><label for="amount">${words("amount")}</label>
<span class="figure"><span class="sign" aria-hidden="true">¥</span><input id="amount" name="amount" type="text" inputmode="numeric" pattern="[0-9０-９,，]*" maxlength="13" autocomplete="off" enterkeyhint="go" placeholder="0" required value="${form.typed}" aria-describedby="hint${form.fault ? " fault" : ""}"${faulty ? html` aria-invalid="true"` : ""}${form.walletKnown && !form.fault ? html` autofocus` : ""}></span>
<p class="hint" id="hint">${hint(words, form)}</p></div>
<div class="keys" role="group" aria-label="${words("keys")}" hidden>${keys(words)}</div>
${walletPart(words, form)}
<div class="go"><p class="show-first">${words("showFirst")}</p>
<button class="primary" data-pay="${words("payAmount", { amount: "{amount}" })}">${words("continue")}</button></div>
</form>
<footer class="foot"><span class="code">${groupCode(shop.code)}</span><span>${words("faceToFace")}</span></footer>
</main>`;
  const title = words("title", { shop: shop.storeName });
  return pageDocument(context, { title, mood: "paper", body, script: KEYPAD_SCRIPT });
}

function formAction({ path, language }: PageContext, { walletId, walletKnown }: AmountForm): string {
  const query = new URLSearchParams({ lang: language });
  if (walletKnown && walletId !== null) query.set("wallet", walletId);
  return `${path}?${query}`;
}

/** The shop's own picture, which comes after the page and moves nothing when it is there. */
function logo({ code, logoTag }: ShopperStore): Html | "" {
  if (logoTag === null) return "";
  return html`<img class="logo" src="/p/${code}/logo?v=${logoTag}" alt="" width="${LOGO_SHOWN}" height="${LOGO_SHOWN}" decoding="async">`;
}

function latinName(context: PageContext, shop: ShopperStore): Html | "" {
  if (context.language === "ja" || shop.storeNameLatin === "") return "";
  return html`<p class="latin" lang="ja-Latn">${shop.storeNameLatin}</p>`;
}

function hint(words: Words, { shop, walletId }: AmountForm): string {
  const chosen = shop.wallets.filter((wallet) => wallet.id === walletId);
  const { min, max } = amountLimits(chosen.length > 0 ? chosen : shop.wallets);
  return words("amountHint", { min: yen(min), max: yen(max) });
}

function faultBox(words: Words, fault: FormFault | null): Html | "" {
  if (fault === null) return "";
  const { title, text } = faultWords(words, fault);
  return html`<div class="fault" id="fault" role="alert"><strong>${title}</strong><p>${text}</p></div>`;
}

function faultWords(words: Words, { reason, limit = 0n }: FormFault): { title: string; text: string } {
  switch (reason) {
    case "too_many_requests":
    case "risk_limit":
    case "network_unreachable":
      return {
        title: words(`refusal.${reason}`),
        text: `${words(`refusal.${reason}_why`)} ${words(`refusal.${reason}_do`)}`,
      };
    case "wallet":
      return { title: words("error.walletTitle"), text: words("error.wallet") };
    default:
      return {
        title: words("error.title"),
        text: words(`error.${reason}`, { min: yen(limit), max: yen(limit) }),
      };
  }
}

function keys(words: Words): Html[] {
  const names = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0"];
  return [
    ...names.map((name) => html`<button type="button" data-key="${name}">${name}</button>`),
    html`<button type="button" data-key="back" aria-label="${words("clear")}"><svg viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M11 3h17a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H11L2 12z"/><path d="m16 9 7 6m0-6-7 6"/></svg></button>`,
  ];
}

/** The mark that a wallet has on the poster, too: its initial in its colour, and its name. */
export function walletMark(wallet: { readonly id: string; readonly name: string }): Html {
  const initial = (Array.from(wallet.name)[0] ?? "").toUpperCase();
  return html`<span class="wallet w-${wallet.id}"><span class="dot" aria-hidden="true">${initial}</span>${wallet.name}</span>`;
}

function walletPart(words: Words, form: AmountForm): Html {
  const { wallets } = form.shop;
  const known = wallets.find((wallet) => wallet.id === form.walletId);
  if (known && (form.walletKnown || wallets.length === 1)) {
    return html`<div class="chosen"><input type="hidden" name="wallet" value="${known.id}"><span class="label">${words("payFrom")}</span>${walletMark(known)}${wallets.length > 1 ? html`<a href="?wallet=">${words("change")}</a>` : ""}</div>`;
  }
  const fault = form.fault?.field === "wallet";
  return html`<fieldset class="wallets${fault ? " wrong" : ""}"${fault ? html` aria-describedby="fault"` : ""}><legend>${words("wallet")}</legend><div class="choices">${wallets.map((wallet) => choice(words, wallet, form.walletId))}</div></fieldset>`;
}

function choice(words: Words, wallet: ShopperWallet, chosen: string | null): Html {
  const checked = wallet.id === chosen ? html` checked` : "";
  return html`<label class="choice"><input type="radio" name="wallet" value="${wallet.id}" required${checked}>${walletMark(wallet)}<small>${words("inCurrency", { currency: wallet.homeCurrency })}</small></label>`;
}

/** Says over the whole page that nothing can be paid here now, why, and what to do. */
export type RefusalPage = { readonly refusal: ShopRefusal; readonly shop: ShopperStore | null };

/** A refusal in the shopper's language, and its title for the clerk in Japanese. */
export function refusalDocument(context: PageContext, { refusal, shop }: RefusalPage): Html {
  const words = wordsOf(context.language);
  const usable = refusal === "wallet_not_live" && shop !== null ? shop.wallets : [];
  const body = html`<main class="till notice">
${shop === null ? "" : html`<p class="at" lang="ja">${shop.storeName}</p>`}
<div class="sign stop" aria-hidden="true"><svg viewBox="0 0 48 48" width="72" height="72" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><circle cx="24" cy="24" r="20"/><path d="M24 14v13M24 33.5v.5"/></svg></div>
<h1>${forBoth(context.language, (say) => say(`refusal.${refusal}`))}</h1>
<p>${words(`refusal.${refusal}_why`)}</p>
<p class="todo">${words(`refusal.${refusal}_do`)}</p>
${usable.length === 0 ? "" : html`<div class="usable"><p class="label">${words("refusal.usable")}</p><p>${usable.map(walletMark)}</p></div>`}
</main>`;
  return pageDocument(context, { title: words(`refusal.${refusal}`), mood: "paper", body });
}
