import { html } from "hono/html";
import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import { formatJstDateTime } from "@/server/kernel/calendar";
import type { Requirement } from "@/server/onboarding/requirements/rules";

export type MailLocale = "ja" | "en" | "zh" | "ko";
export type MailText = { readonly subject: string; readonly text: string; readonly html: string };
export type ApplicationNews = "submitted" | "returned" | "approved" | "rejected";

/** What a mail about an application says; account numbers and other secrets are never in it. */
export type ApplicationLetter = {
  readonly news: ApplicationNews;
  readonly locale: MailLocale;
  readonly name: string;
  readonly dueAtMs: number | null;
  readonly returned: readonly Requirement[];
  readonly publicUrl: string;
};

/** The mail about an application, in the reader's language, as plain text and as HTML with the same words. */
export function applicationMail(letter: ApplicationLetter): MailText {
  const { news, locale, publicUrl } = letter;
  const messages = messagesOf(locale);
  const { brand } = messages.common;
  const words = createTranslator({ locale, messages, namespace: "onboarding.mail" });
  const due = letter.dueAtMs === null ? "" : formatJstDateTime(letter.dueAtMs, locale);
  const greeting = letter.name === "" ? "" : words("greeting", { name: letter.name });
  const body = words(`body.${news}`, { due });
  const items = news === "returned" ? returnedLines(letter) : [];
  const href = `${publicUrl}${news === "approved" ? "/home" : "/apply"}`;
  const link = words(news === "approved" ? "openHome" : "openApplication");
  const footer = words("footer");
  const list = items.map((item) => `- ${item}`).join("\n");
  const text = [greeting, body, list, `${link}\n${href}`, footer].filter((part) => part !== "").join("\n\n");
  const page = html`<!doctype html>
<html lang="${locale}">
  <body style="margin:0;background:#fbfaf7;color:#1c1f26;font-family:'Hiragino Sans','Noto Sans JP',sans-serif;line-height:1.75">
    <div style="max-width:480px;margin:0 auto;padding:32px 20px">
      <p style="margin:0 0 16px;font-size:14px;font-weight:bold;color:#2b3a8c">${brand}</p>
      <p style="margin:0 0 8px">${greeting}</p>
      <p style="margin:0 0 20px">${body}</p>
      ${items.length === 0 ? "" : html`<ul style="margin:0 0 20px;padding-left:20px">${items.map((item) => html`<li>${item}</li>`)}</ul>`}
      <p style="margin:0 0 24px"><a href="${href}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#2b3a8c;color:#ffffff;font-weight:bold;text-decoration:none">${link}</a></p>
      <p style="margin:0;font-size:14px;color:#5b6270">${footer}</p>
    </div>
  </body>
</html>`;
  return { subject: `${words(`subject.${news}`)} | ${brand}`, text: `${text}\n`, html: String(page) };
}

function returnedLines({ locale, returned }: ApplicationLetter): string[] {
  const messages = messagesOf(locale);
  const words = createTranslator({ locale, messages, namespace: "onboarding" });
  const labels: ReadonlyMap<string, string> = new Map(
    Object.entries(messages.onboarding.label).flatMap(([group, names]) =>
      Object.entries(names).map(([name, label]) => [`${group}.${name}`, label] as const),
    ),
  );
  const reasons: ReadonlyMap<string, string> = new Map(Object.entries(messages.onboarding.reason));
  return returned.map(({ field, documentKind, reason }) => {
    const name = documentKind ? words(`document.${documentKind}`) : (labels.get(field ?? "") ?? "");
    const why = [reasons.get(reason?.code ?? "other"), reason?.text].filter((part) => part).join(" ");
    return `${name}: ${why}`;
  });
}
