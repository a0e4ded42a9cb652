"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Skeleton } from "@/app/_ui/skeleton";
import { EnrolFactor } from "./enrol-factor";
import { GiveFactor } from "./give-factor";
import { SignInAgain } from "./sign-in-again";

/** The second factor to give, or, for whoever has none yet, the one to set up. */
export function StepUpBody({ onGiven }: { onGiven: () => void }) {
  const words = useTranslations("security");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.secondFactor.state.queryOptions(undefined, { staleTime: 0 }),
  );
  if (error) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-24" />;
  if (data.factors.length > 0) return <GiveFactor state={data} onGiven={onGiven} />;
  if (data.enrolment !== null) return <SignInAgain />;
  return (
    <div className="grid gap-5">
      <Alert tone="info" what={words("noneYet")} why={words("noneYetWhy")} />
      <EnrolFactor onDone={onGiven} />
    </div>
  );
}
