"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { DISPUTE_TONES } from "@/app/_components/payments/dispute-tone";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { StateBadge } from "@/app/_ui/state-badge";
import { jpy } from "@/server/kernel/money";

/** Disputes, newest first; each opens into what it needs. */
export function DisputeList({ olderThan }: { olderThan: string | undefined }) {
  const words = useTranslations("disputes");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.disputes.listOwn.queryOptions({ olderThan }),
    refetchInterval,
  });
  if (data.disputes.length === 0)
    return <EmptyState illustration="tray" title={words("empty")} body={words("emptyBody")} />;
  return (
    <section aria-label={words("list")}>
      <Card>
        <ul className="divide-y divide-line">
          {data.disputes.map((dispute) => (
            <li key={dispute.disputeId} className="relative px-4 py-3 hover:bg-indigo-50">
              <div className="flex items-center justify-between gap-3">
                <Link
                  href={`/payments/disputes/${dispute.disputeId}`}
                  className="font-bold after:absolute after:inset-0"
                >
                  {words("payment", { last4: dispute.last4 })}
                </Link>
                <span className="flex items-center gap-2">
                  <Money value={jpy(dispute.amountMinor)} className="text-lg font-bold" />
                  <ChevronRight aria-hidden className="size-4 text-muted" />
                </span>
              </div>
              <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-muted">
                <span>
                  {dispute.storeName}
                  <span className="block">
                    {words.rich("until", {
                      day: () => <DateTime value={new Date(dispute.dueAtMs)} locale={locale} />,
                    })}
                  </span>
                </span>
                <StateBadge tone={DISPUTE_TONES[dispute.state]}>{words(`state.${dispute.state}`)}</StateBadge>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      {olderThan === undefined && data.olderThan === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("list"), previous: words("newest"), next: words("older") }}
          previousHref={olderThan === undefined ? undefined : "/payments/disputes"}
          nextHref={data.olderThan === null ? undefined : `/payments/disputes?before=${data.olderThan}`}
        />
      )}
    </section>
  );
}
