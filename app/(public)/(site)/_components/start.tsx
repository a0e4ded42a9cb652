import { useTranslations } from "next-intl";
import { Section } from "./section";
import { StepPicture } from "./step-picture";

const STEPS = ["apply", "review", "print", "receive"] as const;

/** From the application to the first payment. */
export function Start() {
  const words = useTranslations("publicPages.start");
  return (
    <Section id="start" title={words("title")} ground="surface">
      <ol className="grid gap-8 md:grid-cols-4 md:gap-6">
        {STEPS.map((step, index) => (
          <li key={step} className="flex gap-4 md:flex-col">
            <StepPicture step={step} className="w-24 shrink-0 self-start max-md:-ml-2 md:-ml-5 md:w-40" />
            <div>
              <h3 className="flex items-baseline gap-2 text-lg">
                <span className="tabular text-indigo-600">{index + 1}</span>
                {words(`${step}.title`)}
              </h3>
              <p className="mt-1 text-muted">{words(`${step}.body`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
