"use client";

import { useLocale, useTranslations } from "next-intl";
import { paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { instant } from "@/server/kernel/calendar";
import { jpy } from "@/server/kernel/money";
import type { PaymentSummary } from "@/server/payments/queries";

/** The payment before, small and named as such, for a question at the till. */
export function PaidBefore({ payment }: { payment: PaymentSummary }) {
  const words = useTranslations("merchant.counter");
  const locale = useLocale();
  return (
    <footer className="flex flex-wrap items-baseline justify-center gap-x-4 border-t border-black/15 px-4 py-3 text-sm text-black/70">
      <span>{words("before")}</span>
      <Money value={jpy(payment.amountMinor)} />
      <span className="tabular">
        {words("last4")} {shownLast4(payment)}
      </span>
      <DateTime value={instant(paymentMoment(payment))} locale={locale} />
    </footer>
  );
}
