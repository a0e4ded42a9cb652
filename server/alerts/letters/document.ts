import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";
import type { Mail } from "@/server/platform/mail";
import { composeMail, type MailPart } from "@/server/platform/mail-layout";
import { blanksOf, type NewsKind, type NewsParams, newsRule } from "../news/rules";
import type { LetterItem } from "./schema";

export type MailLocale = "ja" | "en" | "zh" | "ko";

/** News as a letter to one person; account numbers and other secrets are never in it. */
export type Letter = {
  readonly kind: NewsKind;
  readonly locale: MailLocale;
  /** The reader's name; empty when it is not known. */
  readonly name: string;
  readonly params: NewsParams;
  readonly items: readonly LetterItem[];
  readonly href: string;
  readonly publicUrl: string;
};

/** The letter in the reader's language, as plain text and as HTML with the same words. */
export function newsMail(letter: Letter): Omit<Mail, "to"> {
  const { kind, locale, publicUrl } = letter;
  const messages = messagesOf(locale);
  const { brand } = messages.common;
  const words = createTranslator({ locale, messages, namespace: "news" });
  const { opens, mandatory, atDesk } = newsRule(kind);
  const blanks = { ...blanksOf(letter.params, locale), ...roleBlank(letter), brand };
  const items = letter.items.map((item) => itemLine(item, locale));
  const greeting = letter.name === "" ? words("greetingUnknown") : words("greeting", { name: letter.name });
  const body = words(`body.${kind}`, blanks);
  const parts: MailPart[] = [
    { kind: "text", text: greeting },
    { kind: "text", text: body },
    ...(items.length === 0 ? [] : [{ kind: "list" as const, items }]),
    { kind: "link", label: words(`open.${opens}`), href: `${publicUrl}${letter.href}` },
  ];
  const foot = mandatory
    ? words("footerMandatory", { brand })
    : words("footerChosen", { link: `${publicUrl}${atDesk ? "/ops/account" : "/settings"}#notices` });
  return composeMail({
    locale,
    brand,
    subject: `${words(`title.${kind}`)} | ${brand}`,
    preview: body,
    parts,
    footer: [foot, words("footerIgnore")],
  });
}

/** A role is stored by its name in the code and said in the reader's language. */
function roleBlank({ params, locale }: Letter): Record<string, string> {
  const role = `${params.role ?? ""}`;
  if (!isMerchantRole(role) && !isOperatorRole(role)) return {};
  return { role: messagesOf(locale).identity.roles[role] };
}

function itemLine({ label, reason, text }: LetterItem, locale: MailLocale): string {
  const { onboarding, changes } = messagesOf(locale);
  const [group = "", ...path] = label.split(".");
  const trees = { document: onboarding.document, paper: changes.paper, label: onboarding.label };
  const name = leafOf(trees, [group, ...path]);
  const reasons: ReadonlyMap<string, string> = new Map(Object.entries(onboarding.reason));
  const why = [reasons.get(reason) ?? onboarding.reason.other, text].filter((part) => part !== "").join(" ");
  return name === "" ? why : `${name}: ${why}`;
}

function leafOf(tree: object, path: readonly string[]): string {
  const [head = "", ...rest] = path;
  const found: unknown = new Map(Object.entries(tree)).get(head);
  if (typeof found === "string") return found;
  return typeof found === "object" && found !== null ? leafOf(found, rest) : "";
}
