import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";
import type { Mail } from "@/server/platform/mail";
import { composeMail } from "@/server/platform/mail-layout";
import type { PersonLocale } from "../rules";

export type InvitationLetter = {
  readonly locale: PersonLocale;
  /** The merchant; null for the operator's own staff. */
  readonly merchant: string | null;
  readonly inviter: string;
  readonly role: string;
  readonly days: number;
  readonly href: string;
};

/** The mail that invites somebody, in the language that whoever invited chose for them. */
export function invitationMail(letter: InvitationLetter): Omit<Mail, "to"> {
  const { locale, merchant, inviter, role, days, href } = letter;
  const { messages, brand, words } = wordsFor(locale);
  const known = isMerchantRole(role) || isOperatorRole(role) ? messages.identity.roles[role] : role;
  const place = merchant ?? brand;
  return composeMail({
    locale,
    brand,
    subject: words("subject", { place, brand }),
    preview: words("lead", { inviter, place, role: known }),
    heading: words("heading", { place }),
    parts: [
      { kind: "text", text: words("lead", { inviter, place, role: known }) },
      { kind: "link", label: words("open"), href },
      { kind: "text", text: words("expiry", { days }) },
    ],
    footer: [words("ignore")],
  });
}

/** The mail to whoever invited: the invitation had expired, and the person would still like to come. */
export function askedAgainMail(letter: {
  readonly locale: PersonLocale;
  readonly email: string;
  readonly href: string;
}): Omit<Mail, "to"> {
  const { locale, email, href } = letter;
  const { brand, words } = wordsFor(locale);
  return composeMail({
    locale,
    brand,
    subject: words("againSubject", { email, brand }),
    preview: words("againLead", { email }),
    parts: [
      { kind: "text", text: words("againLead", { email }) },
      { kind: "link", label: words("againOpen"), href },
    ],
    footer: [],
  });
}

function wordsFor(locale: PersonLocale) {
  const messages = messagesOf(locale);
  const words = createTranslator({ locale, messages, namespace: "people.invitationMail" });
  return { messages, brand: messages.common.brand, words };
}
