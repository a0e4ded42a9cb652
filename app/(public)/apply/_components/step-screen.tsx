"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { Stepper } from "@/app/_ui/stepper";
import { STEPS, type Step } from "@/server/onboarding/fields/rules";
import { blockersOf, minutesLeft } from "@/server/onboarding/requirements/rules";
import { BankStep } from "./bank-step";
import { BusinessStep, RepresentativeStep } from "./business-step";
import { ConfirmStep } from "./confirm-step";
import { ConnectionBanner } from "./connection-banner";
import { DocumentsStep } from "./documents-step";
import { fieldId } from "./field-shell";
import { FormProvider, useForm } from "./form-context";
import { focusNamedField, followTo, goTo } from "./go-to";
import { Leave } from "./leave";
import { SalesStep } from "./sales-step";
import { SaveLine } from "./save-line";
import { StoreStep } from "./store-step";

const BODIES: Record<Step, () => ReactNode> = {
  business: BusinessStep,
  representative: RepresentativeStep,
  store: StoreStep,
  sales: SalesStep,
  bank: BankStep,
  documents: DocumentsStep,
  confirm: ConfirmStep,
};

/**
 * One screen of the application: one group of questions, what is saved, what is left, one button. The screens follow
 * one another in the browser alone, so that somebody without reception is not stopped between two of them.
 */
export function StepScreen({ step: entered }: { step: Step }) {
  const pathname = usePathname();
  const step = STEPS.find((one) => pathname === `/apply/${one}`) ?? entered;
  const [first] = useState(step);
  return (
    <FormProvider>
      <StepBody key={step} step={step} moved={step !== first} />
    </FormProvider>
  );
}

function StepBody({ step, moved }: { step: Step; moved: boolean }) {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const form = useForm();
  const minutes = minutesLeft(form.requirements);
  const Body = BODIES[step];
  const title = `${words(`step.${step}`)} | ${common("brand")}`;
  useEffect(() => {
    // A link of the requirement list names the field that it is about; else reading begins at the top.
    if (!focusNamedField() && moved) document.getElementById("step-title")?.focus();
    if (moved) document.title = title;
  }, [moved, title]);
  return (
    <div className="mx-auto max-w-2xl px-4 pt-5 pb-36">
      <Stepper
        current={STEPS.indexOf(step) + 1}
        total={STEPS.length}
        label={words("progressLabel")}
        support={minutes === 0 ? words("ready") : words("timeLeft", { minutes })}
      />
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4">
        <SaveLine />
        <Leave />
      </div>
      <ConnectionBanner step={step} />
      <h1 id="step-title" tabIndex={-1} className="mt-6 text-2xl">
        {words(`step.${step}`)}
      </h1>
      <p className="mt-1 text-muted">{words(`stepSupport.${step}`)}</p>
      <div className="mt-6 grid gap-7">
        <Body />
      </div>
      {step === "confirm" ? null : <StepBar step={step} />}
    </div>
  );
}

/** Back and on, at the thumb. What is missing is said once, and may wait. */
function StepBar({ step }: { step: Step }) {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const form = useForm();
  const [asked, setAsked] = useState(false);
  const open = blockersOf(form.requirements).filter((requirement) => requirement.step === step);
  const at = STEPS.indexOf(step);
  const next = STEPS[at + 1] ?? "confirm";
  const previous = STEPS[at - 1];

  function go(): void {
    void form.flush();
    goTo(`/apply/${next}`);
  }

  function check(): void {
    const [first] = open;
    if (!first) {
      go();
      return;
    }
    setAsked(true);
    form.showAll([step]);
    const id = first.field ? fieldId(first.field) : `f-document-${first.documentKind}`;
    document.getElementById(id)?.focus();
  }

  return (
    <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
      <div className="mx-auto grid max-w-2xl gap-2 px-4 py-3">
        {asked && open.length > 0 ? (
          <div role="alert" className="flex items-center justify-between gap-3 text-sm">
            <p className="font-bold text-vermilion-700">{words("fixFirst", { count: open.length })}</p>
            <Button variant="quiet" size="sm" onClick={go}>
              {words("later")}
            </Button>
          </div>
        ) : null}
        <div className="flex gap-3">
          <LinkButton
            href={previous ? `/apply/${previous}` : "/apply"}
            onClick={previous ? followTo : undefined}
            variant="secondary"
            size="lg"
          >
            {common("back")}
          </LinkButton>
          <Button size="lg" className="grow" onClick={check}>
            {common("next")}
          </Button>
        </div>
      </div>
    </div>
  );
}
