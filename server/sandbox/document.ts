import { html, raw } from "hono/html";
import { LANGUAGE_NAMES, LOCALES, type Locale } from "./rules";
import { STYLES } from "./styles.data";
import type { WORDS } from "./words.data";

export type Html = ReturnType<typeof html>;
export type Words = (typeof WORDS)[Locale];

/** What every page needs to know about the request that it answers. */
export type PageContext = {
  readonly locale: Locale;
  readonly words: Words;
  /** The nonce of this answer's content security policy. */
  readonly nonce: string;
  /** This page's address with a language still to be named at its end. */
  readonly localeHref: string;
};

export type Page = {
  readonly title: string;
  readonly body: Html;
  /** The wallet whose colours the page wears. */
  readonly walletId?: string;
  readonly wide?: boolean;
  readonly refreshSeconds?: number;
  /** A script of this program's own text, never with anything from a request in it. */
  readonly script?: string;
};

/** A whole page with the SANDBOX mark and the ways to the other languages. */
export function pageDocument(context: PageContext, page: Page): Html {
  return html`<!doctype html>
<html lang="${context.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
${page.refreshSeconds === undefined ? "" : html`<meta http-equiv="refresh" content="${page.refreshSeconds.toString()}">`}
<title>${page.title} · SANDBOX</title>
<style nonce="${context.nonce}">${raw(STYLES)}</style>
</head>
<body>
<div class="phone ${page.wide ? "wide" : ""} w-${page.walletId ?? "NOREN_JP"}">
<div class="mark" role="note"><span>${context.words.sandboxMark}</span><nav aria-label="${context.words.languages}">${LOCALES.filter(
    (other) => other !== context.locale,
  ).map(
    (other) =>
      html`<a href="${context.localeHref}${other}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>`,
  )}</nav></div>
<main>${page.body}</main>
</div>
${page.script === undefined ? "" : html`<script nonce="${context.nonce}">${raw(page.script)}</script>`}
</body>
</html>`;
}

/** A page that says what went wrong and how to go on. */
export function problemDocument(
  context: PageContext,
  problem: { readonly title: string; readonly hint: string; readonly code?: string | undefined },
): Html {
  return pageDocument(context, {
    title: problem.title,
    body: html`<section class="card problem" role="alert"><h1>${problem.title}</h1><p>${problem.hint}</p>
      ${problem.code === undefined ? "" : html`<p class="small">${problem.code}</p>`}</section>
      <a class="center" href="/sandbox/wallet">${context.words.wallet.home}</a>`,
  });
}
