"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";
import { type AskedItems, itemsHref } from "./address";

/** What is open by kind, the largest amounts first, and what has been closed. */
export function KindChips({ asked }: { asked: AskedItems }) {
  const words = useTranslations("reconciliation");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: kinds } = useSuspenseQuery(trpc.settlement.reconciliation.kinds.queryOptions());
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChipRow label={words("filter")} className="mb-3">
      <Chip
        href={itemsHref({})}
        active={!asked.closed && asked.kind === undefined}
        count={total.toLocaleString(locale)}
      >
        {words("open")}
      </Chip>
      {kinds.map(({ kind, count, standsMinor }) => (
        <Chip
          key={kind}
          href={itemsHref({ kind })}
          active={!asked.closed && asked.kind === kind}
          count={
            <>
              {count.toLocaleString(locale)} · <Money value={jpy(standsMinor)} />
            </>
          }
        >
          {words(`kinds.${kind}`)}
        </Chip>
      ))}
      <Chip href={itemsHref({ closed: true })} active={asked.closed}>
        {words("closed")}
      </Chip>
    </ChipRow>
  );
}
