import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignOutForm } from "@/app/_components/identity/sign-out-form";
import { caller } from "@/app/_trpc/server";
import { safePath } from "@/server/identity/rules";
import { SecondFactorStep } from "./_components/second-factor-step";

type SecondFactorProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security"))("title") };
}

export default async function SecondFactorPage({ searchParams }: SecondFactorProps) {
  const { next } = await searchParams;
  const words = await getTranslations("security");
  const api = await caller();
  const [me, state] = await Promise.all([
    api.account.me().catch(() => null),
    api.secondFactor.state().catch(() => null),
  ]);
  if (me === null || state === null) redirect("/signin");
  const goTo = safePath(typeof next === "string" ? next : undefined) ?? me.landing;
  if (state.state === "given" || (state.state === "none" && !state.isOperator)) redirect(goTo);
  const isNew = state.state === "none";
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-8 md:py-14">
      <div className="grid gap-2">
        <h1 className="text-2xl">{words(isNew ? "enrolTitle" : "title")}</h1>
        <p className="text-muted">{words(isNew ? "enrolLead" : "giveLead")}</p>
      </div>
      <SecondFactorStep state={state} goTo={goTo} />
      <SignOutForm />
    </div>
  );
}
