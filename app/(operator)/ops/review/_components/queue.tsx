"use client";

import { ListFilter } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { StateBadge } from "@/app/_ui/state-badge";
import type { QueueFilterInput } from "@/server/onboarding/review/queue/schema";
import { stateTone } from "./desk-words";
import { Age, Due } from "./queue-facts";
import { QueueParts } from "./queue-head";
import { deskHref, type QueueRow, type useQueue } from "./use-queue";

type QueueProps = { queue: QueueFilterInput; id: string; read: ReturnType<typeof useQueue> };

/** The queue beside an open application: narrow, in order of age. */
export function Queue({ queue, id, read }: QueueProps) {
  const words = useTranslations("review");
  const { rows, nowMs, more, isReading } = read;
  return (
    <section
      aria-label={words("queue.title")}
      className="flex min-w-0 flex-col border-r border-line bg-surface lg:sticky lg:top-[5.5rem] lg:h-[calc(100dvh-5.5rem)]"
    >
      <div className="border-b border-line px-3 pt-3 pb-1">
        <div className="flex items-center justify-between gap-2">
          <h1 className="text-lg">{words("title")}</h1>
          <LinkButton variant="quiet" size="sm" href={deskHref(queue)} scroll={false}>
            <ListFilter aria-hidden />
            {words("queue.all")}
          </LinkButton>
        </div>
        <div className="hidden lg:block">
          <QueueParts queue={queue} compact />
        </div>
      </div>
      {/* On a phone the case comes first; the list is one press away. */}
      <div className="hidden min-h-0 grow overflow-y-auto lg:block">
        {rows.length === 0 ? (
          <EmptyState title={words("queue.empty")} body={words("queue.emptyBody")} className="px-3 py-8" />
        ) : (
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Line
                key={row.id}
                row={row}
                href={deskHref(queue, row.id)}
                isOpen={row.id === id}
                nowMs={nowMs}
              />
            ))}
          </ul>
        )}
        {more ? (
          <Button variant="quiet" wide pending={isReading} onClick={more}>
            {words("queue.more")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

type LineProps = { row: QueueRow; href: string; isOpen: boolean; nowMs: number };

function Line({ row, href, isOpen, nowMs }: LineProps) {
  const words = useTranslations("review");
  return (
    <li>
      <Link
        href={href}
        aria-current={isOpen ? "true" : undefined}
        className={cn(
          "grid gap-1 border-l-4 px-3 py-2 text-sm hover:bg-indigo-50",
          isOpen ? "border-indigo-600 bg-indigo-50" : "border-transparent",
        )}
      >
        <span className="truncate font-bold">{row.tradeName}</span>
        <span className="flex flex-wrap items-center justify-between gap-x-2 text-xs">
          <StateBadge tone={stateTone(row.state)}>{words(`state.${row.state}`)}</StateBadge>
          <Age row={row} nowMs={nowMs} />
        </span>
        <Due row={row} nowMs={nowMs} className="text-xs" />
      </Link>
    </li>
  );
}
