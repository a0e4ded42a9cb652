import { useTranslations } from "next-intl";
import { Section } from "./section";

const STEPS = ["apply", "review", "print", "receive"] as const;

/** From the application to the first payment. */
export function Start() {
  const words = useTranslations("publicPages.start");
  return (
    <Section id="start" title={words("title")} ground="surface">
      <ol className="grid gap-8 md:grid-cols-4 md:gap-6">
        {STEPS.map((step, index) => (
          <li key={step} className="relative flex gap-4 md:flex-col">
            <span
              aria-hidden
              className="tabular flex size-11 shrink-0 items-center justify-center rounded-full border-2 border-indigo-600 bg-indigo-50 text-lg font-bold text-indigo-600"
            >
              {index + 1}
            </span>
            <div>
              <h3 className="text-lg">{words(`${step}.title`)}</h3>
              <p className="mt-1 text-muted">{words(`${step}.body`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
