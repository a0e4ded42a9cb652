"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useDeskKeys } from "@/app/_components/desk/desk-keys";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody } from "@/app/_ui/card";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { cn } from "@/app/_ui/cn";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import { CHANGE_FILTERS, type ChangeFilter } from "@/server/onboarding/changes/schema";
import { useChangeRows } from "./use-change-rows";

/** The changes of one part of the desk, oldest submission first; `]` and `[` walk through them. */
export function ChangeQueue({ filter, id }: { filter: ChangeFilter; id: string | undefined }) {
  const words = useTranslations("changeDesk");
  const kinds = useTranslations("changes.kind");
  const queue = useTranslations("review.queue");
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const [keys] = useDeskKeys();
  const { data: counts } = useSuspenseQuery(trpc.changeReview.counts.queryOptions());
  const { list, rows } = useChangeRows(filter);
  const hrefOf = (change: string) => `/ops/review/changes?filter=${filter}&id=${change}`;
  const at = rows.findIndex((row) => row.id === id);
  function step(by: 1 | -1): void {
    const row = rows[at === -1 ? 0 : at + by];
    if (row) router.push(hrefOf(row.id));
  }
  useHotkeys({ "]": () => step(1), "[": () => step(-1), u: () => router.push("/ops/review") }, keys);
  return (
    <Card>
      <CardBody>
        <ChipRow label={words("queue")}>
          {CHANGE_FILTERS.map((one) => (
            <Chip
              key={one}
              href={`/ops/review/changes?filter=${one}`}
              active={one === filter}
              count={one === "open" || one === "recommended" ? counts[one] : undefined}
            >
              {words(`filter.${one}`)}
            </Chip>
          ))}
        </ChipRow>
        {rows.length === 0 && id !== undefined ? (
          <p className="mt-4 text-sm text-muted">{words("empty")}</p>
        ) : null}
        <ul className="mt-3 divide-y divide-line empty:hidden">
          {rows.map((row) => (
            <li
              key={row.id}
              aria-current={row.id === id ? "true" : undefined}
              className={cn(
                "border-l-4 px-2 py-2",
                row.id === id ? "border-indigo-600 bg-indigo-50" : "border-transparent",
              )}
            >
              <TextLink href={hrefOf(row.id)} className="font-bold">
                {row.tradeName}
              </TextLink>
              <span className="flex justify-between gap-3 text-sm text-muted">
                <span>{kinds(row.kind)}</span>
                {row.submittedAt ? <DateTime value={row.submittedAt} locale={locale} /> : null}
              </span>
            </li>
          ))}
        </ul>
        {list.hasNextPage ? (
          <Button
            variant="quiet"
            wide
            pending={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {queue("more")}
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}
