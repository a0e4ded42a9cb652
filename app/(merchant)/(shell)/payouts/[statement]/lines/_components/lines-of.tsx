"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { CalendarDay } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { hrefOf } from "@/app/(merchant)/_components/query-text";
import { LINE_KINDS, type LineKind } from "@/server/settlement/statement/rules";
import { LineList } from "../../../_components/line-list";

type Input = {
  readonly statementId: string;
  readonly kind: LineKind | undefined;
  readonly storeId: string | undefined;
  readonly walletId: string | undefined;
  readonly dayOn: string | undefined;
  readonly afterLine: number | undefined;
};

/** The lines that a figure, a day, a store or a wallet of a statement sums. */
export function LinesOf({ input }: { input: Input }) {
  const words = useTranslations("payouts.entries");
  const kinds = useTranslations("payouts.kind");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.statement.lines.queryOptions(input));
  const { kind, dayOn, storeId, walletId } = input;
  const [first] = data.lines;
  const filters = { kind, day: dayOn, store: storeId, wallet: walletId };
  const hrefWith = (change: Partial<Record<keyof typeof filters | "after", string | undefined>>) =>
    hrefOf(`/payouts/${input.statementId}/lines`, { ...filters, ...change });
  return (
    <>
      <ChipRow label={words("filter")} className="mb-3">
        <Chip href={hrefWith({ kind: undefined })} active={kind === undefined}>
          {words("all")}
        </Chip>
        {LINE_KINDS.map((known) => (
          <Chip key={known} href={hrefWith({ kind: known })} active={kind === known}>
            {kinds(known)}
          </Chip>
        ))}
        {dayOn === undefined ? null : (
          <Chip href={hrefWith({ day: undefined })} active removeLabel={words("remove")}>
            <CalendarDay value={dayOn} locale={locale} />
          </Chip>
        )}
        {storeId === undefined ? null : (
          <Chip href={hrefWith({ store: undefined })} active removeLabel={words("remove")}>
            {first?.storeName ?? words("store")}
          </Chip>
        )}
        {walletId === undefined ? null : (
          <Chip href={hrefWith({ wallet: undefined })} active removeLabel={words("remove")}>
            {first?.walletName ?? walletId}
          </Chip>
        )}
      </ChipRow>
      {data.lines.length === 0 ? (
        <EmptyState illustration="lens" title={words("empty")} body={words("emptyBody")} />
      ) : (
        <Card className="overflow-hidden">
          <LineList statementId={input.statementId} lines={data.lines} />
        </Card>
      )}
      {input.afterLine === undefined && data.next === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("title"), previous: words("first"), next: words("more") }}
          previousHref={input.afterLine === undefined ? undefined : hrefWith({})}
          nextHref={data.next === null ? undefined : hrefWith({ after: String(data.next) })}
        />
      )}
    </>
  );
}
