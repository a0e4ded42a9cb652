import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { type NewsKind, type NewsParams, newsHref } from "../news/rules";
import { newsMail } from "./document";

/**
 * Writes to the contact that a contract names, who need not be one of the people who sign in: what happens to the
 * account must reach whoever was there before. Sent again under the same id, mail programs show it once.
 */
export async function writeToContact(letter: {
  readonly id: string;
  readonly to: string;
  readonly kind: NewsKind;
  readonly params: NewsParams;
}): Promise<void> {
  const { id, to, kind, params } = letter;
  const mail = newsMail({
    kind,
    locale: "ja",
    name: "",
    params,
    items: [],
    href: newsHref(kind),
    publicUrl: env().publicUrl,
  });
  await sendMail({ to, id, ...mail });
}
