"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ActionName } from "@/app/_components/audit/action-name";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import type { TimelineEntry } from "@/server/directory/merchant/timeline/queries";

/** Everything that happened to this merchant on one line of time, newest first. */
export function Happenings({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.directory.timeline.infiniteQueryOptions(
      { merchantId },
      { getNextPageParam: ({ before }) => before ?? undefined },
    ),
  );
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Card>
      <CardHeader title={words("timeline")} />
      <CardBody>
        <ErrorAlert error={pages.error} />
        {entries.length === 0 ? <p className="text-muted">{words("noTimeline")}</p> : null}
        <ol className="divide-y divide-line">
          {entries.map((entry) => (
            <li
              key={`${entry.at.getTime()} ${entry.kind} ${entry.what} ${entry.whom}`}
              className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 py-2 text-sm sm:grid-cols-[8rem_7rem_minmax(0,1fr)]"
            >
              <DateTime value={entry.at} locale={locale} className="text-muted" />
              <span className="font-bold">{words(`happened.${entry.kind}`)}</span>
              <span className="col-span-2 min-w-0 break-words sm:col-span-1">
                <What entry={entry} />
                {entry.whom === null ? null : <span className="text-muted"> {entry.whom}</span>}
              </span>
            </li>
          ))}
        </ol>
      </CardBody>
      {pages.hasNextPage ? (
        <CardFooter>
          <Button
            size="sm"
            variant="secondary"
            pending={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {words("earlier")}
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

/** What it was in the words of the screen that shows more of it. */
function What({ entry }: { entry: TimelineEntry }) {
  const words = useTranslations("directory");
  const rules = useTranslations("riskDesk.ruleName");
  const disputes = useTranslations("riskDesk.disputes.states");
  const papers = useTranslations("codes.paperName");
  const locale = useLocale();
  switch (entry.kind) {
    case "action":
      return <ActionName action={entry.what} />;
    case "registration":
      return <>{words(`registration.${entry.what}`)}</>;
    case "statement":
      return <CalendarDay value={entry.what} locale={locale} show="dated" />;
    case "risk":
      return <>{rules(entry.what)}</>;
    case "dispute":
      return <>{disputes(entry.what)}</>;
    case "posters":
      return (
        <>
          {papers(entry.what)}{" "}
          <span className="text-muted">{words("codesCount", { count: entry.codes })}</span>
        </>
      );
    case "message":
      return <>{entry.what}</>;
    case "first_payment":
    case "last_payment":
      return null;
  }
}
