import { useLocale, useTranslations } from "next-intl";
import { isLocale } from "@/app/_i18n/locales";
import { transferNotice } from "@/server/privacy/legal/rules";
import type { Recipient } from "@/server/privacy/legal/schema";

const FACTS = [
  "country",
  "purpose",
  "data",
  "regime",
  "safeguards",
] as const satisfies readonly (keyof Recipient)[];

/**
 * Who in another country receives data, how that country protects it and what the recipient has promised: what the
 * consent of this version rests on. A version that is not known shows nothing.
 */
export function TransferNotice({ version }: { version: string }) {
  const words = useTranslations("privacy.transfer");
  const chosen = useLocale();
  const recipients = transferNotice(version, isLocale(chosen) ? chosen : "ja") ?? [];
  if (recipients.length === 0) return null;
  return (
    <section>
      <h2 className="text-lg">{words("title")}</h2>
      <p className="mt-1 text-sm text-muted">{words("lead")}</p>
      <div className="mt-3 grid gap-4">
        {recipients.map((recipient) => (
          <div key={recipient.name} className="rounded border border-line bg-surface p-4">
            <h3 className="font-bold">{recipient.name}</h3>
            <dl className="mt-2 grid gap-2 text-sm">
              {FACTS.map((fact) => (
                <div key={fact}>
                  <dt className="font-bold text-muted">{words(fact)}</dt>
                  <dd>{recipient[fact]}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  );
}
