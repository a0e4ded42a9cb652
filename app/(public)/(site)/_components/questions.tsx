import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "./section";

const QUESTIONS = ["wallets", "currency", "proof", "refund", "stores", "leave"] as const;

/** Questions and answers, opened one by one and without a script. */
export function Questions() {
  const words = useTranslations("publicPages.questions");
  return (
    <Section id="questions" title={words("title")} ground="surface">
      <div className="max-w-3xl divide-y divide-line border-y border-line">
        {QUESTIONS.map((question) => (
          <details key={question} className="group">
            <summary className="flex min-h-14 list-none items-center justify-between gap-4 py-3 font-bold [&::-webkit-details-marker]:hidden">
              {words(`${question}.title`)}
              <ChevronDown
                aria-hidden
                className="size-5 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
              />
            </summary>
            <p className="pb-5 text-muted">{words(`${question}.body`)}</p>
          </details>
        ))}
      </div>
    </Section>
  );
}
