"use client";

import { useLocale, useTranslations } from "next-intl";
import { BarSparkline } from "@/app/_ui/bar-sparkline";
import { formatDay, toDay } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import { barHeights, payoutsByClose } from "@/server/settlement/statement/rules";

type PayoutTrendProps = {
  statements: readonly { readonly throughOn: string; readonly payoutMinor: bigint }[];
};

/** How the payouts of the last closings compare, the oldest first; nothing while there is only one. */
export function PayoutTrend({ statements }: PayoutTrendProps) {
  const words = useTranslations("payouts");
  const locale = useLocale();
  const language = locale === "ja" || locale === "zh" || locale === "ko" ? locale : "en";
  const closes = payoutsByClose(statements);
  const heights = barHeights(closes.map(({ payoutMinor }) => payoutMinor));
  if (closes.length < 2) return null;
  const title = words("trend", { count: closes.length });
  return (
    <div className="px-4 pt-4">
      <p className="mb-2 text-sm text-muted">{title}</p>
      <BarSparkline
        label={title}
        points={closes.map(({ throughOn, payoutMinor }, at) => ({
          id: throughOn,
          label: formatDay(toDay(throughOn), language),
          value: heights[at] ?? 0,
          text: formatMoney(jpy(payoutMinor)),
        }))}
      />
    </div>
  );
}
