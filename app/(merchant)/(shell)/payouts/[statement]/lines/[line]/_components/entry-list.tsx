"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { hrefOf } from "@/app/(merchant)/_components/query-text";
import { jpy } from "@/server/kernel/money";
import type { StatementEntry } from "@/server/settlement/statement/lines/queries";

type Input = { readonly statementId: string; readonly line: number; readonly after: string | undefined };

/** What one line of a statement sums, oldest first; each entry opens its payment. */
export function EntryList({ input }: { input: Input }) {
  const words = useTranslations("payouts.entries");
  const all = useTranslations("payouts");
  const kinds = useTranslations("payouts.kind");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.statement.entries.queryOptions(input));
  const { line, entries, next } = data;
  const path = `/payouts/${input.statementId}/lines/${input.line}`;
  return (
    <>
      <Card className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-4">
        <p>
          {line.dayOn === null ? null : <CalendarDay value={line.dayOn} locale={locale} className="mr-2" />}
          {kinds(line.kind)}
          <span className="block text-sm text-muted">
            {[line.storeName, line.walletName].filter(Boolean).join(" · ")}
          </span>
        </p>
        <p className="text-right">
          <Money value={jpy(line.amountMinor)} className="text-xl font-bold" />
          <span className="tabular block text-sm text-muted">{all("lineCount", { count: line.count })}</span>
        </p>
      </Card>
      <Card>
        <ul className="divide-y divide-line">
          {entries.map((entry) => (
            <EntryRow key={entry.entryId} entry={entry} />
          ))}
        </ul>
      </Card>
      {input.after === undefined && next === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("entriesTitle"), previous: words("first"), next: words("more") }}
          previousHref={input.after === undefined ? undefined : path}
          nextHref={next === null ? undefined : hrefOf(path, { after: next })}
        />
      )}
    </>
  );
}

function EntryRow({ entry }: { entry: StatementEntry }) {
  const words = useTranslations("payouts.entries");
  const locale = useLocale();
  const { paymentId, occurredAt, amountMinor } = entry;
  const time = <DateTime value={occurredAt} locale={locale} />;
  return (
    <li className="relative flex items-center gap-3 px-5 py-2.5 hover:bg-indigo-50">
      <span className="tabular flex min-w-0 grow flex-wrap gap-x-3">
        {paymentId === null ? (
          time
        ) : (
          <Link href={`/payments/${paymentId}`} className="after:absolute after:inset-0">
            {time}
          </Link>
        )}
        {paymentId === null ? null : (
          <span className="text-muted">{words("paymentEnd", { digits: paymentId.slice(-4) })}</span>
        )}
      </span>
      <Money value={jpy(amountMinor)} className="min-w-24 text-right" />
      <ChevronRight
        aria-hidden
        className={paymentId === null ? "invisible size-4" : "size-4 shrink-0 text-muted"}
      />
    </li>
  );
}
