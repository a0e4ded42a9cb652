import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import { composeMail } from "@/server/platform/mail-layout";
import type { PersonLocale } from "../rules";
import { CODE_MINUTES } from "./rules";

export type CodeMail = { readonly subject: string; readonly text: string; readonly html: string };

/** The product's name, as authenticators show it. */
export function brandName(): string {
  return messagesOf("en").common.brand;
}

/** The mail that carries a code: no link to press, so nothing that a mail scanner could press for the reader. */
export function codeMail(code: string, locale: PersonLocale): CodeMail {
  const messages = messagesOf(locale);
  const { brand } = messages.common;
  const words = createTranslator({ locale, messages, namespace: "identity.codeMail" });
  return composeMail({
    locale,
    brand,
    subject: words("subject", { code, brand }),
    preview: words("lead"),
    heading: words("heading", { brand }),
    parts: [
      { kind: "text", text: words("lead") },
      { kind: "code", code },
      { kind: "text", text: words("expiry", { minutes: CODE_MINUTES }) },
      { kind: "strong", text: words("warning", { brand }) },
    ],
    footer: [words("ignore")],
  });
}
