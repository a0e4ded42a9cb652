"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { useTRPC } from "@/app/_trpc/client";

const MOST_SHOWN = 99;

type BellProps = {
  href: string;
  /** How often it asks by itself where no live line tells it. */
  everyMs?: number;
};

/** The way to the inbox, with how much in it is unread. */
export function Bell({ href, everyMs }: BellProps) {
  const words = useTranslations("news.inbox");
  const trpc = useTRPC();
  const whileLost = useLiveInterval();
  const refetchInterval = everyMs ?? whileLost;
  const { data: unread = 0 } = useQuery({ ...trpc.inbox.unread.queryOptions(), refetchInterval });
  const standing = unread === 0 ? words("none") : words("unread", { count: unread });
  return (
    <Link
      href={href}
      aria-label={`${words("bell")}: ${standing}`}
      className="relative inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-indigo-50"
    >
      <BellIcon aria-hidden className="size-5" />
      {unread === 0 ? null : (
        <span
          aria-hidden
          className="tabular absolute top-1 right-0.5 min-w-5 rounded-full bg-vermilion-700 px-1 text-center text-xs font-bold text-surface"
        >
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  );
}
