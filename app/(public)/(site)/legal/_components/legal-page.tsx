import { useLocale, useTranslations } from "next-intl";
import { RetentionTable } from "@/app/_components/legal/retention-table";
import { TransferNotice } from "@/app/_components/legal/transfer-notice";
import { isLocale } from "@/app/_i18n/locales";
import { DataList } from "@/app/_ui/data-list";
import { CalendarDay } from "@/app/_ui/date-time";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { STANDARD_TERMS } from "@/server/merchants/rules";
import { filledPart, type LegalName, legalVersions } from "@/server/privacy/legal/rules";
import type { LegalVersion } from "@/server/privacy/legal/schema";
import { percent } from "../../_components/percent";

type LegalPageProps = { name: LegalName; version: LegalVersion };

/** A legal text of one version: since when it holds, which language prevails, and the way to the other versions. */
export function LegalPage({ name, version }: LegalPageProps) {
  const words = useTranslations("publicPages.legal");
  const company = useTranslations("publicPages.company");
  const common = useTranslations("common");
  const chosen = useLocale();
  const locale = isLocale(chosen) ? chosen : "ja";
  const [current = version.version] = legalVersions(name);
  const isCurrent = version.version === current;
  const blanks = {
    brand: common("brand"),
    company: company("name"),
    contact: company("contact"),
    address: company("address"),
    representative: company("representative"),
    rate: percent(STANDARD_TERMS.feeBasisPoints, locale),
  };
  const parts = version.parts[locale].map((part) => filledPart(part, blanks));
  return (
    <article className="mx-auto max-w-3xl px-4 py-8 md:py-12">
      <PageHeader
        title={words(name)}
        support={words.rich("inForce", {
          day: () => <CalendarDay value={version.version} locale={locale} show="dated" />,
        })}
        back={{ href: "/", label: words("back") }}
      />
      {isCurrent ? null : (
        <p className="mb-6 rounded border border-line bg-surface p-4">
          {words("earlier")} <TextLink href={`/legal/${name}`}>{words("toCurrent")}</TextLink>
        </p>
      )}
      {name === "commerce" ? (
        <DataList stacked rows={parts.map(({ title, body }) => ({ id: title, label: title, value: body }))} />
      ) : (
        <div className="grid gap-7">
          {parts.map((part) => (
            <section key={part.title}>
              <h2 className="text-lg">{part.title}</h2>
              <p className="mt-1">{part.body}</p>
            </section>
          ))}
        </div>
      )}
      {name === "privacy" && isCurrent ? (
        <div className="mt-10 grid gap-10">
          <TransferNotice version={version.version} />
          <RetentionTable />
        </div>
      ) : null}
      <Versions name={name} shown={version.version} />
      {locale === "ja" ? null : <p className="mt-4 text-sm text-muted">{words("prevails")}</p>}
    </article>
  );
}

function Versions({ name, shown }: { name: LegalName; shown: string }) {
  const words = useTranslations("publicPages.legal");
  const locale = useLocale();
  const others = legalVersions(name).filter((version) => version !== shown);
  if (others.length === 0) return null;
  return (
    <section className="mt-10 border-t border-line pt-4">
      <h2 className="text-sm font-bold text-muted">{words("versions")}</h2>
      <ul className="mt-1">
        {others.map((version) => (
          <li key={version}>
            <TextLink href={`/legal/${name}/${version}`} className="inline-flex min-h-11 items-center">
              <CalendarDay value={version} locale={locale} show="dated" />
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
