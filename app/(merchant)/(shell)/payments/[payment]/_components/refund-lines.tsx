"use client";

import { useLocale, useTranslations } from "next-intl";
import { REFUND_TONES } from "@/app/_components/payments/payment-tone";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { instant } from "@/server/kernel/calendar";
import { jpy } from "@/server/kernel/money";
import type { Refund } from "@/server/payments/refunds/queries";
import { refusalReasonOf } from "@/server/payments/refunds/rules";

/** What has become of each refund; it says that money was given back only when the wallet has confirmed it. */
export function RefundLines({ refunds }: { refunds: readonly Refund[] }) {
  const words = useTranslations("payments.refund");
  const states = useTranslations("payments.refundState");
  const hints = useTranslations("payments.refundStateHint");
  const reasons = useTranslations("payments.refusal");
  const locale = useLocale();
  return (
    <div>
      <h3 className="text-sm">{words("list")}</h3>
      <ul aria-live="polite" className="mt-1 divide-y divide-line">
        {refunds.map((refund) => (
          <li key={refund.refundId} className="py-3">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <Money value={jpy(-refund.amountMinor)} className="text-lg font-bold" />
              <StateBadge tone={REFUND_TONES[refund.state]}>{states(refund.state)}</StateBadge>
            </div>
            {refund.failureCode === null ? null : (
              <p className="text-sm">
                {reasons(refusalReasonOf(refund.failureCode), { code: refund.failureCode })}
              </p>
            )}
            <p className="text-sm text-muted">{hints(refund.state)}</p>
            <p className="tabular text-xs text-muted">
              {refund.settledAtMs === null
                ? words.rich("requestedBy", {
                    at: () => <DateTime value={instant(refund.requestedAtMs)} locale={locale} />,
                  })
                : words.rich("settledAt", {
                    at: () => <DateTime value={instant(refund.settledAtMs ?? 0)} locale={locale} />,
                  })}
              {refund.reason === "" ? null : ` · ${refund.reason}`}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
