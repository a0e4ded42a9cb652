import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/app/_ui/page-header";

const IN_FORCE_ON = "2026-11-01";

type LegalPageProps = { page: "terms" | "privacy" | "commerce"; children: ReactNode };

/** The frame of a legal text: its name, since when it holds, and which language prevails. */
export function LegalPage({ page, children }: LegalPageProps) {
  const words = useTranslations("publicPages.legal");
  const locale = useLocale();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return (
    <article className="mx-auto max-w-3xl px-4 py-8 md:py-12">
      <PageHeader title={words(page)} back={{ href: "/", label: words("back") }} />
      {children}
      <p className="mt-10 text-sm text-muted">
        {words("revised", { day: day.format(new Date(`${IN_FORCE_ON}T12:00:00Z`)) })}
        {locale === "ja" ? null : ` · ${words("prevails")}`}
      </p>
    </article>
  );
}

/** Numbered parts with a heading each. */
export function LegalParts({ parts }: { parts: readonly { id: string; title: string; body: string }[] }) {
  return (
    <div className="grid gap-7">
      {parts.map((part) => (
        <section key={part.id}>
          <h2 className="text-lg">{part.title}</h2>
          <p className="mt-1">{part.body}</p>
        </section>
      ))}
    </div>
  );
}
