"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody } from "@/app/_ui/card";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import { CHANGE_FILTERS, type ChangeFilter } from "@/server/onboarding/changes/schema";

/** The changes of one part of the desk, oldest submission first. */
export function ChangeQueue({ filter, id }: { filter: ChangeFilter; id: string | undefined }) {
  const words = useTranslations("changeDesk");
  const kinds = useTranslations("changes.kind");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.changeReview.list.queryOptions({ filter }));
  const { data: counts } = useSuspenseQuery(trpc.changeReview.counts.queryOptions());
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
        {data.rows.length === 0 ? <p className="mt-4 text-muted">{words("empty")}</p> : null}
        <ul className="mt-3 divide-y divide-line">
          {data.rows.map((row) => (
            <li key={row.id} aria-current={row.id === id ? "true" : undefined} className="py-2">
              <TextLink href={`/ops/review/changes?filter=${filter}&id=${row.id}`} className="font-bold">
                {row.tradeName}
              </TextLink>
              <span className="flex justify-between gap-3 text-sm text-muted">
                <span>{kinds(row.kind)}</span>
                {row.submittedAt ? <DateTime value={row.submittedAt} locale={locale} /> : null}
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
