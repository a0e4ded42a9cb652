import { html } from "hono/html";
import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import type { PersonLocale } from "../rules";
import { CODE_MINUTES } from "./rules";

export type CodeMail = { readonly subject: string; readonly text: string; readonly html: string };

/** The mail that carries a code: no link to press, so nothing that a mail scanner could press for the reader. */
export function codeMail(code: string, locale: PersonLocale): CodeMail {
  const messages = messagesOf(locale);
  const { brand } = messages.common;
  const words = createTranslator({ locale, messages, namespace: "identity.codeMail" });
  const lines = {
    heading: words("heading", { brand }),
    lead: words("lead"),
    expiry: words("expiry", { minutes: CODE_MINUTES }),
    warning: words("warning", { brand }),
    ignore: words("ignore"),
  };
  const { heading, lead, expiry, warning, ignore } = lines;
  const text = `${heading}\n\n${lead}\n\n    ${code}\n\n${expiry}\n${warning}\n\n${ignore}\n`;
  const page = html`<!doctype html>
<html lang="${locale}">
  <body style="margin:0;background:#fbfaf7;color:#1c1f26;font-family:'Hiragino Sans','Noto Sans JP',sans-serif;line-height:1.75">
    <div style="max-width:480px;margin:0 auto;padding:32px 20px">
      <p style="margin:0 0 16px;font-size:14px;font-weight:bold;color:#2b3a8c">${brand}</p>
      <h1 style="margin:0 0 8px;font-size:20px">${heading}</h1>
      <p style="margin:0 0 20px">${lead}</p>
      <p style="margin:0 0 20px;padding:16px;border:1px solid #e4e1da;border-radius:10px;background:#ffffff;text-align:center;font-size:32px;font-weight:bold;letter-spacing:8px">${code}</p>
      <p style="margin:0 0 8px">${expiry}</p>
      <p style="margin:0 0 24px;font-weight:bold">${warning}</p>
      <p style="margin:0;font-size:14px;color:#5b6270">${ignore}</p>
    </div>
  </body>
</html>`;
  return { subject: words("subject", { code, brand }), text, html: String(page) };
}
