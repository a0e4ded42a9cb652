"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { LinkButton } from "@/app/_ui/link-button";
import { formatJstTime } from "@/server/kernel/calendar";
import type { StepProgress } from "@/server/onboarding/requirements/rules";
import { isEditable } from "@/server/onboarding/rules";
import { ReturnedCards } from "./returned-cards";
import { Status } from "./status";
import { Withdraw } from "./withdraw";

/** Where the application stands: what is left to fill in, or who acts next. */
export function Overview() {
  const trpc = useTRPC();
  const words = useTranslations("onboarding");
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  if (!isEditable(data.state)) return <Status />;
  const next = data.progress.find(({ left }) => left > 0)?.step ?? "confirm";
  const left = data.progress.reduce((sum, step) => sum + step.left, 0);
  return (
    <div className="mx-auto grid max-w-2xl gap-6 px-4 py-8">
      <div>
        <h1 className="text-2xl">{words("title")}</h1>
        <p className="text-muted">
          {words("saveState.saved", { time: formatJstTime(data.savedAt.getTime()) })}
          {data.minutesLeft === 0 ? null : ` ・ ${words("timeLeft", { minutes: data.minutesLeft })}`}
        </p>
      </div>
      <ReturnedCards />
      <Card>
        <CardHeader
          title={words("requirement.title")}
          support={left === 0 ? words("requirement.allDone") : words("requirement.left", { count: left })}
        />
        <CardBody>
          <DataList
            rows={data.progress.map((step) => ({
              id: step.step,
              label: words(`step.${step.step}`),
              href: `/apply/${step.step}`,
              value: <StepState {...step} />,
            }))}
          />
        </CardBody>
      </Card>
      <LinkButton href={`/apply/${next}`} size="lg" wide>
        {words("start.continueThis")}
      </LinkButton>
      <Withdraw />
    </div>
  );
}

function StepState({ asked, left, returned }: StepProgress) {
  const words = useTranslations("onboarding.requirement");
  // Which papers are needed follows from the kind of business: nothing is done before that is known.
  if (asked === 0) return <Badge>{words("notYet")}</Badge>;
  if (returned > 0) return <Badge tone="attention">{words("returned", { count: returned })}</Badge>;
  if (left > 0) return <Badge tone="info">{words("left", { count: left })}</Badge>;
  return <Badge tone="good">{words("done")}</Badge>;
}
