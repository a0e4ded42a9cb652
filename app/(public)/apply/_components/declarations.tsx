"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { TransferNotice } from "@/app/_components/legal/transfer-notice";
import { useTRPC } from "@/app/_trpc/client";
import { Checkbox } from "@/app/_ui/checkbox";
import type { FieldKey } from "@/server/onboarding/fields/rules";
import { TERMS_VERSION } from "@/server/onboarding/fields.data";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";
import { momentText } from "./moment-text";

const BOXES = [
  { name: "declarations.antiSocial", text: "confirm.antiSocialText", value: "yes" },
  { name: "declarations.prohibitedGoods", text: "confirm.prohibitedGoodsText", value: "yes" },
  { name: "consent.terms", text: "confirm.termsText", value: TERMS_VERSION },
  { name: "consent.dataTransfer", text: "confirm.dataTransferText", value: TERMS_VERSION },
] as const satisfies readonly { name: FieldKey; text: string; value: string }[];

/** What the applicant declares and agrees to; the server writes down the version and the time. */
export function Declarations() {
  const words = useTranslations("onboarding");
  const locale = useLocale();
  const form = useForm();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());

  /** Which edition is agreed to, and when it was; the time is the server's. */
  function editionOf(name: (typeof BOXES)[number]["name"], value: string): string | undefined {
    if (value !== TERMS_VERSION) return undefined;
    const consent = data.consents[name];
    if (consent?.version !== value || form.fields[name] !== value)
      return words("confirm.version", { version: value });
    return words("confirm.agreedAt", { version: value, time: momentText(consent.agreedAtMs, locale) });
  }

  return (
    <section className="grid gap-6">
      <h2 className="text-lg">{words("confirm.declarations")}</h2>
      {/* What the last consent rests on stands before it; the version agreed to names exactly this notice. */}
      <TransferNotice version={TERMS_VERSION} />
      {BOXES.map(({ name, text, value }) => (
        <FieldShell key={name} name={name}>
          {(control) => (
            <Checkbox
              {...control}
              label={words(text)}
              support={editionOf(name, value)}
              checked={form.fields[name] === value}
              onChange={(event) => form.change({ [name]: event.target.checked ? value : "" })}
            />
          )}
        </FieldShell>
      ))}
    </section>
  );
}
