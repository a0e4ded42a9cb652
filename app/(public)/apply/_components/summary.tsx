"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFieldName } from "@/app/_components/onboarding/use-item-name";
import { useShownValue } from "@/app/_components/onboarding/use-shown-value";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList, type DataRow } from "@/app/_ui/data-list";
import { TextLink } from "@/app/_ui/text-link";
import {
  type BaseKey,
  FIELD_KEYS,
  levelOf,
  placeOf,
  STEPS,
  type Step,
  stepOf,
} from "@/server/onboarding/fields/rules";
import { useForm } from "./form-context";
import { followTo } from "./go-to";

const HIDDEN: readonly BaseKey[] = ["store.municipalityCode"];

/** Everything that was entered, screen by screen, each with the way back to it. */
export function Summary() {
  const words = useTranslations("onboarding");
  return (
    <div className="grid gap-4">
      {STEPS.filter((step) => step !== "confirm").map((step) => (
        <Card key={step}>
          <CardHeader
            title={words(`step.${step}`)}
            action={
              <TextLink
                href={`/apply/${step}`}
                onClick={followTo}
                className="-my-2 inline-flex min-h-11 items-center text-sm"
              >
                {words("confirm.edit", { step: words(`step.${step}`) })}
              </TextLink>
            }
          />
          <CardBody>
            <StepRows step={step} />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}

function StepRows({ step }: { step: Step }) {
  const words = useTranslations("onboarding");
  const trpc = useTRPC();
  const form = useForm();
  const shown = useShownValue();
  const nameOf = useFieldName();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const none = <span className="text-vermilion-700">{words("confirm.empty")}</span>;
  const rows: DataRow[] =
    step === "documents"
      ? form.requirements.flatMap(({ documentKind, level }) => {
          if (documentKind === null) return [];
          const file = data.documents.find(({ kind }) => kind === documentKind);
          const value = file?.fileName ?? (level === "blocking" ? none : "—");
          return [{ id: documentKind, label: words(`document.${documentKind}`), value }];
        })
      : FIELD_KEYS.filter((key) => stepOf(key) === step && !HIDDEN.includes(placeOf(key).base)).flatMap(
          (key) => {
            const level = levelOf(key, form.fields);
            const text = shown(key, form.fields[key] ?? "", data);
            if (level === "none" || (text === "" && level === "free")) return [];
            const value = text === "" ? (level === "blocking" ? none : "—") : text;
            return [{ id: key, label: nameOf(key), value }];
          },
        );
  return <DataList rows={rows} stacked />;
}
