"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { hrefOf } from "@/app/(merchant)/_components/query-text";
import { jpy } from "@/server/kernel/money";
import type { StatementEntry } from "@/server/settlement/papers/queries";
import { LINE_KINDS, type LineKind } from "@/server/settlement/statement/rules";

type Input = {
  readonly statementId: string;
  readonly kind: LineKind | undefined;
  readonly storeId: string | undefined;
  readonly walletId: string | undefined;
  readonly dayOn: string | undefined;
  readonly after: string | undefined;
};

/** What a figure or a line of a statement sums, oldest first; each entry opens its payment. */
export function EntryList({ input }: { input: Input }) {
  const words = useTranslations("payouts.entries");
  const kinds = useTranslations("payouts.kind");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.papers.entries.queryOptions(input));
  const hrefWith = (change: { kind?: LineKind | undefined; after?: string }) =>
    hrefOf(`/payouts/${input.statementId}/entries`, {
      kind: "kind" in change ? change.kind : input.kind,
      store: input.storeId,
      wallet: input.walletId,
      day: input.dayOn,
      after: change.after,
    });
  return (
    <>
      <ChipRow label={words("filter")} className="mb-3">
        <Chip href={hrefWith({ kind: undefined })} active={input.kind === undefined}>
          {words("all")}
        </Chip>
        {LINE_KINDS.map((kind) => (
          <Chip key={kind} href={hrefWith({ kind })} active={input.kind === kind}>
            {kinds(kind)}
          </Chip>
        ))}
      </ChipRow>
      {data.entries.length === 0 ? (
        <EmptyState illustration="lens" title={words("empty")} body={words("emptyBody")} />
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {data.entries.map((entry) => (
              <EntryRow key={entry.entryId} entry={entry} />
            ))}
          </ul>
        </Card>
      )}
      {input.after === undefined && data.next === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("title"), previous: words("first"), next: words("more") }}
          previousHref={input.after === undefined ? undefined : hrefWith({})}
          nextHref={data.next === null ? undefined : hrefWith({ after: data.next })}
        />
      )}
    </>
  );
}

function EntryRow({ entry }: { entry: StatementEntry }) {
  const words = useTranslations("payouts.entries");
  const kinds = useTranslations("payouts.kind");
  const locale = useLocale();
  const { paymentId, storeName, walletName, lineKind, occurredAt, amountMinor } = entry;
  const name = (
    <>
      {kinds(lineKind)} <DateTime value={occurredAt} locale={locale} className="ml-1 text-sm text-muted" />
    </>
  );
  const digits = paymentId === null ? null : words("paymentEnd", { digits: paymentId.slice(-4) });
  return (
    <li className="relative flex items-center gap-3 px-5 py-2.5 hover:bg-indigo-50">
      <span className="min-w-0 grow">
        {paymentId === null ? (
          name
        ) : (
          <Link href={`/payments/${paymentId}`} className="after:absolute after:inset-0">
            {name}
          </Link>
        )}
        <span className="tabular block text-sm text-muted">
          {[storeName, walletName, digits].filter(Boolean).join(" · ")}
        </span>
      </span>
      <Money value={jpy(amountMinor)} className="min-w-24 text-right" />
      <ChevronRight
        aria-hidden
        className={paymentId === null ? "invisible size-4" : "size-4 shrink-0 text-muted"}
      />
    </li>
  );
}
