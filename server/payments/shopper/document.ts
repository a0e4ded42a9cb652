import { html, raw } from "hono/html";
import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import { LANGUAGE_TAGS } from "@/server/kernel/languages";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { BrandSetting } from "@/server/platform/brand-setting";
import { LANGUAGES, type Language } from "./rules";
import { STYLES } from "./styles.data";

/** A piece of HTML whose blanks were escaped as they were filled. */
export type Html = ReturnType<typeof html>;

/** What every page needs to know about the request that it answers. */
export type PageContext = {
  readonly language: Language;
  /** The nonce of this answer's content security policy. */
  readonly nonce: string;
  readonly sandbox: boolean;
  /** The configured brand, where it is not Noren's own. */
  readonly brand?: BrandSetting;
  /** This page's path and query without `lang`, for the language switch. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
};

/** How a page looks as a whole: paper for reading, green for money that has arrived. */
export type Mood = "paper" | "paid";

export type Page = {
  readonly title: string;
  readonly mood: Mood;
  readonly body: Html;
  /** Rules and script of this program's own text, never with anything from a request in them. */
  readonly styles?: string;
  readonly script?: string;
};

export const LANGUAGE_NAMES: Record<Language, string> = {
  ja: "日本語",
  en: "English",
  zh: "中文",
  ko: "한국어",
};

/** The words of the page in a language. */
export function wordsOf(language: Language) {
  return createTranslator({ locale: language, messages: messagesOf(language), namespace: "shopper" });
}

/** Yen as people read them: ¥1,280. */
export function yen(minor: bigint): string {
  return formatMoney(jpy(minor));
}

const BRAND_MARK = html`<svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><g fill="currentColor"><rect x="2" y="4" width="28" height="2.2" rx="1.1"/><path d="M4.6 7.3h7v19.2q-3.5 1.4-7 0z"/><path fill-rule="evenodd" d="M12.5 7.3h7v19.2q-3.5 1.4-7 0zM16 12.7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"/><path d="M20.4 7.3h7v10.5c-.5 5.2-3 8.5-7 8.9z"/></g></svg>`;

function brandMark({ brand }: PageContext): Html {
  if (brand?.mark === undefined) return BRAND_MARK;
  return html`<svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd" d="${brand.mark}"/></svg>`;
}

/** The brand's colour where it is configured; only a checked colour of six digits ever stands here. */
function brandStyles({ brand }: PageContext): string {
  return brand?.color === undefined ? "" : `:root{--indigo:${brand.color};--indigo-deep:${brand.color}}`;
}

function languageHref({ path, query }: PageContext, language: Language): string {
  return `${path}?${new URLSearchParams([...query.map(([name, value]) => [name, value]), ["lang", language]])}`;
}

function languageSwitch(context: PageContext): Html {
  const links = LANGUAGES.map((language) => {
    const current = language === context.language ? html` aria-current="true"` : "";
    const tag = LANGUAGE_TAGS[language];
    return html`<a href="${languageHref(context, language)}" lang="${tag}" hreflang="${tag}"${current}>${LANGUAGE_NAMES[language]}</a>`;
  });
  return html`<nav class="languages" aria-label="${wordsOf(context.language)("language")}">${links}</nav>`;
}

/** A whole page: sandbox mark, brand, language switch and body. Nothing of it comes from elsewhere. */
export function pageDocument(context: PageContext, page: Page): Html {
  const { common } = messagesOf(context.language);
  const brandName = context.brand?.name ?? common.brand;
  const theme = page.mood === "paid" ? "#1f7a4d" : "#fbfaf7";
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[context.language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<meta name="theme-color" content="${theme}">
<title>${page.title} | ${brandName}</title>
<style nonce="${context.nonce}">${raw(STYLES)}${raw(brandStyles(context))}${raw(page.styles ?? "")}</style>
</head>
<body class="${page.mood}">
<header>${context.sandbox ? html`<p class="sandbox">${common.sandbox} · TEST</p>` : ""}
<div class="top"><span class="brand">${brandMark(context)}${brandName}</span>${languageSwitch(context)}</div></header>
${page.body}
${page.script === undefined ? "" : html`<script nonce="${context.nonce}">${raw(page.script)}</script>`}
</body>
</html>`;
}

/** A line that the clerk has to understand as well: in the shopper's language and, where that differs, in Japanese. */
export function forBoth(language: Language, pick: (words: ReturnType<typeof wordsOf>) => string): Html {
  const own = html`<span>${pick(wordsOf(language))}</span>`;
  if (language === "ja") return html`${own}`;
  return html`<span lang="ja" class="japanese">${pick(wordsOf("ja"))}</span>${own}`;
}
