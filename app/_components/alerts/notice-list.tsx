"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { cn } from "@/app/_ui/cn";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import type { Notice } from "@/server/alerts/inbox/queries";
import { useNewsText } from "./use-news-text";

type NoticeListProps = {
  input: { cursor: string | undefined; unreadOnly: boolean };
  /** Where the inbox is: a merchant's, or that of the operator's desk. */
  at: "/inbox" | "/ops/inbox";
};

/** Notices, newest first; opening one marks it as read. */
export function NoticeList({ input, at }: NoticeListProps) {
  const words = useTranslations("news.inbox");
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({ ...trpc.inbox.list.queryOptions(input), refetchInterval });
  const { notices, nextCursor } = data;
  const show = input.unreadOnly ? "show=unread" : "";
  if (notices.length === 0) {
    const which = input.unreadOnly ? "read" : "empty";
    const body = which === "read" ? "readBody" : at === "/ops/inbox" ? "emptyBodyDesk" : "emptyBody";
    return (
      <Card>
        <EmptyState illustration="tray" title={words(`${which}Title`)} body={words(body)} />
      </Card>
    );
  }
  return (
    <>
      <Card>
        <ul aria-label={words("list")} className="divide-y divide-line">
          {notices.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </ul>
      </Card>
      {input.cursor === undefined && nextCursor === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("list"), previous: words("newest"), next: words("older") }}
          previousHref={input.cursor === undefined ? undefined : `${at}?${show}`}
          nextHref={nextCursor === null ? undefined : `${at}?before=${nextCursor}&${show}`}
        />
      )}
    </>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const words = useTranslations("news.inbox");
  const locale = useLocale();
  const newsText = useNewsText();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const read = useMutation(
    trpc.inbox.read.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.inbox.pathKey() }),
    }),
  );
  const { title, body } = newsText(notice.kind, notice.params);
  const isUnread = notice.readAt === null;
  return (
    <li className={cn("relative flex gap-3 px-4 py-3 hover:bg-indigo-50", isUnread && "bg-indigo-50/60")}>
      <span
        aria-hidden
        className={cn("mt-2.5 size-2 shrink-0 rounded-full", isUnread ? "bg-vermilion" : "bg-transparent")}
      />
      <div className="min-w-0 grow">
        <div className="flex flex-col gap-x-4 sm:flex-row sm:items-baseline sm:justify-between">
          <Link
            href={notice.href}
            onClick={() => isUnread && read.mutate({ id: notice.id })}
            className={cn("after:absolute after:inset-0", isUnread ? "font-bold" : "font-medium")}
          >
            {isUnread ? <span className="sr-only">{words("new")} </span> : null}
            {title}
          </Link>
          <DateTime value={notice.createdAt} locale={locale} className="text-sm text-muted" />
        </div>
        <p className="mt-0.5 text-sm wrap-anywhere text-muted">{body}</p>
      </div>
    </li>
  );
}
