"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { instant } from "@/server/kernel/calendar";
import { EndpointStanding } from "./endpoint-standing";

/** The merchant's endpoints, each the way to its log. */
export function EndpointList() {
  const words = useTranslations("integration.webhooks");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: endpoints } = useSuspenseQuery(trpc.webhooks.list.queryOptions());
  if (endpoints.length === 0)
    return <EmptyState illustration="tray" title={words("none")} body={words("noneBody")} />;
  return (
    <Card>
      <ul aria-label={words("list")}>
        {endpoints.map((endpoint) => (
          <li
            key={endpoint.endpointId}
            className="relative flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3 last:border-b-0 hover:bg-indigo-50"
          >
            <div className="min-w-0">
              <Link
                href={`/settings/webhooks/${endpoint.endpointId}`}
                className="font-bold break-words after:absolute after:inset-0"
              >
                {endpoint.name}
              </Link>
              <p className="font-mono text-sm break-all text-muted">{endpoint.url}</p>
              <p className="text-sm text-muted">
                {endpoint.lastSuccessAtMs === null
                  ? words("neverSuccess")
                  : words.rich("lastSuccess", {
                      at: () => <DateTime value={instant(endpoint.lastSuccessAtMs ?? 0)} locale={locale} />,
                    })}
              </p>
            </div>
            <EndpointStanding endpoint={endpoint} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
