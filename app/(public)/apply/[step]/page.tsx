import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { STEPS } from "@/server/onboarding/fields/rules";
import { isEditable } from "@/server/onboarding/rules";
import { StepScreen } from "../_components/step-screen";

type StepProps = { params: Promise<{ step: string }> };

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const { step: asked } = await params;
  const step = STEPS.find((known) => known === asked);
  const words = await getTranslations("onboarding");
  return { title: words(step === undefined ? "title" : `step.${step}`) };
}

export default async function ApplyStepPage({ params }: StepProps) {
  const { step: asked } = await params;
  const step = STEPS.find((known) => known === asked);
  if (step === undefined) notFound();
  const current = await (await caller()).applications.current().catch(() => null);
  if (current === null || !isEditable(current.state)) redirect("/apply");
  await prefetch(trpc.applications.current.queryOptions());
  return (
    <HydrateClient>
      <StepScreen key={current.id} step={step} />
    </HydrateClient>
  );
}
