import { html } from "hono/html";
import { LANGUAGE_TAGS, type Language } from "@/server/kernel/languages";
import type { Mail } from "./mail";

/** What a message is made of, from top to bottom. */
export type MailPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** A code to type: large, and nothing to press that a mail scanner could press for the reader. */
  | { readonly kind: "code"; readonly code: string }
  /** The one thing to do; a message has at most one. */
  | { readonly kind: "link"; readonly label: string; readonly href: string };

export type MailDraft = {
  readonly locale: Language;
  readonly brand: string;
  readonly subject: string;
  /** What a list of mails shows beside the subject. */
  readonly preview: string;
  readonly heading?: string;
  readonly parts: readonly MailPart[];
  /** Small print at the foot, one line each. */
  readonly footer: readonly string[];
};

/** Each language in the shapes of its own script; a mail brings no fonts. */
const FONTS = {
  ja: "'Hiragino Sans','Noto Sans JP',sans-serif",
  en: "'Helvetica Neue',Arial,sans-serif",
  zh: "'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif",
  ko: "'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif",
} as const;

/** The one layout of everything Noren sends: the same words as plain text and as HTML, everything typed escaped. */
export function composeMail(draft: MailDraft): Omit<Mail, "to"> {
  return { subject: oneLine(draft.subject), text: textOf(draft), html: htmlOf(draft) };
}

/** What people typed may hold line breaks; a subject is one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function textOf({ heading, parts, footer }: MailDraft): string {
  const blocks = parts.map(textOfPart);
  const foot = footer.length === 0 ? [] : [`--\n${footer.join("\n")}`];
  return `${[heading ?? "", ...blocks, ...foot].filter((block) => block !== "").join("\n\n")}\n`;
}

function textOfPart(part: MailPart): string {
  switch (part.kind) {
    case "text":
    case "strong":
      return part.text;
    case "list":
      return part.items.map((item) => `- ${item}`).join("\n");
    case "code":
      return `    ${part.code}`;
    case "link":
      return `${part.label}\n${part.href}`;
  }
}

function htmlOf({ locale, brand, subject, preview, heading, parts, footer }: MailDraft): string {
  const page = html`<!doctype html>
<html lang="${LANGUAGE_TAGS[locale]}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light" />
    <title>${oneLine(subject)}</title>
  </head>
  <body style="margin:0;background:#fbfaf7;color:#1c1f26;font-family:${FONTS[locale]};line-height:1.75">
    <div style="display:none;max-height:0;overflow:hidden">${preview}</div>
    <div style="max-width:480px;margin:0 auto;padding:32px 20px">
      <p style="margin:0 0 16px;font-size:14px;font-weight:bold;color:#2b3a8c">${brand}</p>
      ${heading === undefined ? "" : html`<h1 style="margin:0 0 8px;font-size:20px">${heading}</h1>`}
      ${parts.map(htmlOfPart)}
      ${footer.map((line) => html`<p style="margin:8px 0 0;font-size:14px;color:#5b6270">${line}</p>`)}
    </div>
  </body>
</html>`;
  return String(page);
}

function htmlOfPart(part: MailPart) {
  switch (part.kind) {
    case "text":
      return html`<p style="margin:0 0 16px;white-space:pre-line">${part.text}</p>`;
    case "strong":
      return html`<p style="margin:0 0 16px;font-weight:bold">${part.text}</p>`;
    case "list":
      return html`<ul style="margin:0 0 20px;padding-left:20px">${part.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case "code":
      return html`<p style="margin:0 0 20px;padding:16px;border:1px solid #e4e1da;border-radius:10px;background:#ffffff;text-align:center;font-size:32px;font-weight:bold;letter-spacing:8px">${part.code}</p>`;
    case "link":
      return html`<p style="margin:8px 0 24px"><a href="${part.href}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#2b3a8c;color:#ffffff;font-weight:bold;text-decoration:none">${part.label}</a></p>`;
  }
}
