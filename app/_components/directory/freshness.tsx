"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { cn } from "@/app/_ui/cn";
import { DateTime } from "@/app/_ui/date-time";

type FreshnessProps = {
  /** Left out where the screen says itself of when its sales are. */
  withSales?: boolean;
  className?: string;
};

/** Of when sales on this screen are, and when they were last compared with the books. */
export function Freshness({ withSales = true, className }: FreshnessProps) {
  const words = useTranslations("ops.fresh");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.directory.freshness.queryOptions());
  const moment = (at: Date) => ({ time: () => <DateTime value={at} locale={locale} /> });
  if (data === undefined) return null;
  const { salesAt, checkedAt, mended } = data;
  return (
    <p className={cn("text-xs text-muted", className)}>
      {withSales && (salesAt === null ? words("none") : words.rich("sales", moment(salesAt)))}{" "}
      {checkedAt === null ? words("unchecked") : words.rich("checked", { mended, ...moment(checkedAt) })}
    </p>
  );
}
