"use client";

import { useMutation } from "@tanstack/react-query";
import { Building2, IdCard, Landmark, MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody } from "@/app/_ui/card";

type Mine = readonly { id: string; membershipId: string; state: string; name: string }[];

const NEEDS = [
  { key: "needCompany", icon: Building2 },
  { key: "needSole", icon: IdCard },
  { key: "needBank", icon: Landmark },
  { key: "needStore", icon: MapPin },
] as const;

/** The first screen: what it takes, and one button. */
export function StartScreen({ mine }: { mine: Mine }) {
  const words = useTranslations("onboarding.start");
  const trpc = useTRPC();
  const start = useMutation(
    trpc.applications.start.mutationOptions({ onSuccess: () => window.location.assign("/apply/business") }),
  );
  const choose = useMutation(
    trpc.account.switchMembership.mutationOptions({ onSuccess: () => window.location.assign("/apply") }),
  );
  return (
    <div className="mx-auto grid max-w-2xl gap-6 px-4 py-8">
      <h1 className="text-2xl">{words("title")}</h1>
      <p>{words("body")}</p>
      <Card>
        <CardBody>
          <h2 className="text-lg">{words("needTitle")}</h2>
          <ul className="mt-3 grid gap-3">
            {NEEDS.map(({ key, icon: Icon }) => (
              <li key={key} className="flex gap-3">
                <Icon aria-hidden className="mt-1 size-5 shrink-0 text-indigo-600" />
                {words(key)}
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
      <ErrorAlert error={start.error ?? choose.error} onRetry={() => start.mutate()} />
      <Button size="lg" wide pending={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
        {words("action")}
      </Button>
      {mine.length === 0 ? null : (
        <section className="grid gap-3">
          <h2 className="text-lg">{words("another")}</h2>
          {mine.map(({ id, membershipId, name }) => (
            <div key={id} className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0 truncate">{name === "" ? words("unnamed") : name}</p>
              <Button variant="secondary" size="sm" onClick={() => choose.mutate({ membershipId })}>
                {words("continueThis")}
              </Button>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
