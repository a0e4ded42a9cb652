"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { BarSparkline } from "@/app/_ui/bar-sparkline";
import { Card, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import { formatDay, toDay } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import { barHeights } from "@/server/settlement/statement/rules";
import { FIRST_STORES } from "../../_components/page-sizes.data";
import { type SumLine, SumList } from "../../_components/sum-list";

/** Where a statement's sales come from: by day with a chart, by wallet, and for a chain by store. */
export function Breakdown({ statementId }: { statementId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.statement.breakdown.queryOptions({ statementId }));
  const { days, wallets, stores } = data;
  return (
    <>
      {days.length > 1 ? <ByDay statementId={statementId} days={days} /> : null}
      {stores > 1 ? <ByStore statementId={statementId} stores={stores} /> : null}
      {wallets.length > 1 ? <ByWallet statementId={statementId} wallets={wallets} /> : null}
    </>
  );
}

type Sum = Pick<SumLine, "salesMinor" | "refundsMinor" | "salesCount" | "beforeMinor">;
type ByDayProps = { statementId: string; days: readonly (Sum & { readonly dayOn: string })[] };

function ByDay({ statementId, days }: ByDayProps) {
  const words = useTranslations("payouts");
  const locale = useLocale();
  const language = locale === "ja" || locale === "zh" || locale === "ko" ? locale : "en";
  const nets = days.map(({ salesMinor, refundsMinor }) => salesMinor - refundsMinor);
  const heights = barHeights(nets);
  const points = days.map(({ dayOn }, index) => ({
    id: dayOn,
    label: formatDay(toDay(dayOn), language),
    value: heights[index] ?? 0,
    text: formatMoney(jpy(nets[index] ?? 0n)),
  }));
  return (
    <Card className="print:hidden">
      <CardHeader title={words("byDay")} support={words("byLead")} />
      <div className="px-5 pt-3">
        <BarSparkline points={points} label={words("byDayChart")} />
      </div>
      <SumList
        lines={days.map(({ dayOn, ...sum }) => ({
          id: dayOn,
          name: <CalendarDay value={dayOn} locale={locale} />,
          href: `/payouts/${statementId}/lines?day=${dayOn}`,
          ...sum,
        }))}
      />
    </Card>
  );
}

type ByWalletProps = {
  statementId: string;
  wallets: readonly (Sum & { readonly walletId: string; readonly walletName: string | null })[];
};

function ByWallet({ statementId, wallets }: ByWalletProps) {
  const words = useTranslations("payouts");
  return (
    <Card className="print:hidden">
      <CardHeader title={words("byWallet")} />
      <SumList
        lines={wallets.map(({ walletId, walletName, ...sum }) => ({
          id: walletId,
          name: walletName ?? walletId,
          href: `/payouts/${statementId}/lines?wallet=${encodeURIComponent(walletId)}`,
          ...sum,
        }))}
      />
    </Card>
  );
}

function ByStore({ statementId, stores }: { statementId: string; stores: number }) {
  const words = useTranslations("payouts");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.settlement.statement.stores.queryOptions({ statementId, limit: FIRST_STORES }),
  );
  return (
    <Card className="print:hidden">
      <CardHeader
        title={words("byStore")}
        action={
          data.next === null ? undefined : (
            <TextLink href={`/payouts/${statementId}/stores`}>
              {words("allStores", { count: stores })}
            </TextLink>
          )
        }
      />
      <SumList
        lines={data.stores.map(({ storeId, storeName, ...sum }) => ({
          id: storeId,
          name: storeName,
          href: `/payouts/${statementId}/lines?store=${storeId}`,
          ...sum,
        }))}
      />
    </Card>
  );
}
