"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { useToast } from "@/app/_ui/toast";

/** Where one is signed in, and the way to end it. The page prefetches `trpc.sessions.list`. */
export function SessionCard() {
  const words = useTranslations("people.sessions");
  const trpc = useTRPC();
  const toast = useToast();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(trpc.sessions.list.queryOptions());
  const end = useMutation(
    trpc.sessions.end.mutationOptions({
      onSuccess: async () => {
        toast({ title: words("ended") });
        await queries.invalidateQueries(trpc.sessions.list.queryFilter());
      },
    }),
  );
  const everywhere = useMutation(
    trpc.account.signOutEverywhere.mutationOptions({ onSuccess: () => window.location.assign("/signin") }),
  );
  return (
    <Card>
      <CardHeader title={words("title")} support={words("lead")} />
      <CardBody className="grid gap-4">
        <ul className="divide-y divide-line">
          {data.map((session) => (
            <SessionLine
              key={session.sessionId}
              session={session}
              isEnding={end.isPending && end.variables.sessionId === session.sessionId}
              onEnd={() => end.mutate({ sessionId: session.sessionId })}
            />
          ))}
        </ul>
        <ErrorAlert error={end.error ?? everywhere.error} />
        <Button variant="secondary" pending={everywhere.isPending} onClick={() => everywhere.mutate()}>
          {words("everywhere")}
        </Button>
      </CardBody>
    </Card>
  );
}

type SessionLineProps = {
  session: {
    device: { browser: string | null; system: string | null };
    startedAtMs: number;
    seenAtMs: number;
    current: boolean;
  };
  isEnding: boolean;
  onEnd: () => void;
};

function SessionLine({ session, isEnding, onEnd }: SessionLineProps) {
  const words = useTranslations("people.sessions");
  const locale = useLocale();
  const { browser, system } = session.device;
  const named = [browser, system].filter((part) => part !== null).join(" · ");
  const name = named === "" ? words("unknown") : named;
  const at = (ms: number) => () => <DateTime value={new Date(ms)} locale={locale} />;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-bold">
          {name}
          {session.current ? (
            <Badge tone="info" className="ml-2">
              {words("current")}
            </Badge>
          ) : null}
        </p>
        <p className="text-sm text-muted">{words.rich("started", { time: at(session.startedAtMs) })}</p>
        <p className="text-sm text-muted">{words.rich("seen", { time: at(session.seenAtMs) })}</p>
      </div>
      {session.current ? null : (
        <Button
          variant="quiet"
          size="sm"
          pending={isEnding}
          onClick={onEnd}
          aria-label={`${name}: ${words("end")}`}
        >
          {words("end")}
        </Button>
      )}
    </li>
  );
}
