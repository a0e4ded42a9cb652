"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { EmptyState } from "@/app/_ui/empty-state";
import { StateBadge } from "@/app/_ui/state-badge";
import { QUEUE_FILTERS, type QueueFilter } from "@/server/onboarding/review/schema";
import { stateTone, useDeskWords } from "./desk-words";

const POLL_MS = 20_000;

type Row = {
  id: string;
  state: string;
  tradeName: string;
  prefecture: string;
  submissions: number;
  dueAt: Date | null;
};

/** The applications in order of age, with what is due when. */
export function Queue({ filter, id }: { filter: QueueFilter; id: string | undefined }) {
  const words = useTranslations("review");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(trpc.review.queue.queryOptions({ filter }, { refetchInterval: POLL_MS }));
  const { data: counts } = useSuspenseQuery(trpc.review.counts.queryOptions());
  const [further, setFurther] = useState<typeof data | null>(null);
  const next = further ? further.next : data.next;

  async function more(): Promise<void> {
    if (!next) return;
    const page = await queries.fetchQuery(trpc.review.queue.queryOptions({ filter, after: next }));
    setFurther((shown) => ({ rows: [...(shown?.rows ?? []), ...page.rows], next: page.next }));
  }

  return (
    <section aria-label={words("queue.title")} className="min-w-0 border-r border-line bg-surface">
      <h1 className="px-4 pt-4 text-lg">{words("title")}</h1>
      <nav aria-label={words("filter.label")} className="flex flex-wrap gap-1 px-3 py-2">
        {QUEUE_FILTERS.map((one) => (
          <Link
            key={one}
            href={`/ops/review?filter=${one}`}
            aria-current={one === filter ? "page" : undefined}
            className={cn(
              "inline-flex min-h-8 items-center gap-1 rounded-full border px-2.5 text-xs",
              one === filter
                ? "border-indigo-600 bg-indigo-50 font-bold text-indigo-600"
                : "border-line text-muted",
            )}
          >
            {words(`filter.${one}`)} <span className="tabular">{counts[one]}</span>
          </Link>
        ))}
      </nav>
      {data.rows.length === 0 ? (
        <EmptyState title={words("queue.empty")} body={words("queue.emptyBody")} className="px-3 py-8" />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {[...data.rows, ...(further?.rows ?? [])].map((row) => (
            <QueueRow key={row.id} row={row} filter={filter} isOpen={row.id === id} />
          ))}
        </ul>
      )}
      {next ? (
        <Button variant="quiet" wide onClick={() => void more()}>
          {words("queue.more")}
        </Button>
      ) : null}
    </section>
  );
}

function QueueRow({ row, filter, isOpen }: { row: Row; filter: QueueFilter; isOpen: boolean }) {
  const words = useTranslations("review");
  const { moment } = useDeskWords();
  return (
    <li>
      <Link
        href={`/ops/review?filter=${filter}&id=${row.id}`}
        aria-current={isOpen ? "true" : undefined}
        className={cn(
          "grid gap-1 border-l-4 px-3 py-2.5 text-sm hover:bg-indigo-50",
          isOpen ? "border-indigo-600 bg-indigo-50" : "border-transparent",
        )}
      >
        <span className="truncate font-bold">{row.tradeName}</span>
        <span className="flex items-center justify-between gap-2">
          <StateBadge tone={stateTone(row.state)}>{words(`state.${row.state}`)}</StateBadge>
          <span className="text-xs text-muted">{row.prefecture}</span>
        </span>
        {row.dueAt ? (
          <span className="tabular text-xs text-muted">
            {words("queue.due", { time: moment(row.dueAt) })}
          </span>
        ) : null}
      </Link>
    </li>
  );
}
