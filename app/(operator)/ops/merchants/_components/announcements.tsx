"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";

/** The newest messages to merchants: how far each is, and the way to stop one that is still going out. */
export function Announcements({ mayStop }: { mayStop: boolean }) {
  const words = useTranslations("directory.sent");
  const kinds = useTranslations("directory.bulk.messageKinds");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: sent } = useSuspenseQuery(trpc.directory.announcements.list.queryOptions());
  const stop = useMutation(
    trpc.directory.announcements.stop.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.directory.announcements.pathFilter()),
    }),
  );
  if (sent.length === 0) return null;
  return (
    <details className="mt-6">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-indigo-600 underline underline-offset-4">
        {words("title")}
      </summary>
      <ErrorAlert error={stop.error} />
      <ul className="mt-2 divide-y divide-line rounded border border-line bg-surface px-4">
        {sent.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
            <DateTime value={one.madeAt} locale={locale} className="text-muted" />
            <span className="font-bold">{one.title}</span>
            <span className="text-muted">{kinds(one.kind)}</span>
            <span className="tabular ml-auto">
              {words(`state.${one.state}`, {
                told: one.told.toLocaleString(locale),
                count: one.merchants.toLocaleString(locale),
              })}
            </span>
            {mayStop && one.state === "sending" ? (
              <Button
                size="sm"
                variant="secondary"
                pending={stop.isPending}
                onClick={() => stop.mutate({ announcementId: one.id })}
              >
                {words("stop")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
