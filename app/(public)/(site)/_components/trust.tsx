import { BookLock, Languages, ShieldCheck, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "./section";

const PROMISES = [
  ["privacy", ShieldCheck],
  ["people", Users],
  ["record", BookLock],
  ["languages", Languages],
] as const;

/** Why a shop may leave its money and papers here. */
export function Trust() {
  const words = useTranslations("publicPages.trust");
  return (
    <Section id="trust" title={words("title")}>
      <ul className="grid gap-x-12 gap-y-8 md:grid-cols-2">
        {PROMISES.map(([promise, Icon]) => (
          <li key={promise} className="flex gap-4">
            <Icon aria-hidden className="mt-0.5 size-7 shrink-0 text-indigo-600" strokeWidth={1.75} />
            <div>
              <h3 className="text-lg">{words(`${promise}.title`)}</h3>
              <p className="mt-1 text-muted">{words(`${promise}.body`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
