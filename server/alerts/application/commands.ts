import type { SystemScope } from "@/server/kernel/scope";
import { getApplication, loadCase } from "@/server/onboarding/queries";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { type ApplicationNews, applicationMail, type MailLocale } from "./document";

const LOCALES: readonly MailLocale[] = ["ja", "en", "zh", "ko"];

/**
 * Writes to the applicant in their own language. The mail is made from what is stored now, and sent after the
 * reading has ended; heard twice it is sent twice, which is better than not at all.
 */
export async function mailApplicant(
  deps: Deps<SystemScope>,
  input: { readonly applicationId: string; readonly news: ApplicationNews },
): Promise<void> {
  const letter = await deps.transact(async (tx) => {
    const application = await getApplication(tx, input.applicationId);
    const person = await tx.person.findUnique({
      where: { id: application.applicantId },
      select: { email: true, name: true, locale: true },
    });
    if (!person) return null;
    const { requirements } = await loadCase(tx, application, deps.now);
    const fields = application.content.fields;
    return {
      to: person.email,
      news: input.news,
      locale: LOCALES.find((locale) => locale === person.locale) ?? "ja",
      name: fields["representative.name"] || person.name,
      dueAtMs: application.dueAt?.getTime() ?? null,
      returned: requirements.filter(({ state }) => state === "returned"),
      publicUrl: env().publicUrl,
    };
  });
  if (letter) await sendMail({ to: letter.to, ...applicationMail(letter) });
}
