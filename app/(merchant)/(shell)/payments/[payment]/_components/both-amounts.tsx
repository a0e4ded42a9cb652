"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/app/_ui/card";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";
import type { PaymentDetail } from "@/server/payments/detail/queries";
import { ExchangeFacts } from "./exchange-facts";

/** What the shopper paid and what the shop sold, side by side, with what lies between them. */
export function BothAmounts({ detail }: { detail: PaymentDetail }) {
  const words = useTranslations("payments.detail");
  const { payerAmountMinor, payerCurrency, amountMinor } = detail.payment;
  const isForeign = payerAmountMinor !== null && payerCurrency !== null && payerCurrency !== "JPY";
  const paid = isForeign ? { minor: payerAmountMinor, currency: payerCurrency } : jpy(amountMinor);
  return (
    <Card className="px-5 py-4">
      <dl className="grid grid-cols-[1fr_auto_1fr] items-end gap-x-3">
        <div className="min-w-0">
          <dt className="text-sm text-muted">{words("paidByShopper")}</dt>
          <dd className="text-2xl font-bold sm:text-3xl">
            <Money value={paid} />
          </dd>
        </div>
        <ArrowRight aria-hidden className="mb-2 size-5 text-muted" />
        <div className="min-w-0 text-right">
          <dt className="text-sm text-muted">{words("booked")}</dt>
          <dd className="text-2xl font-bold sm:text-3xl">
            <Money value={jpy(amountMinor)} />
          </dd>
        </div>
      </dl>
      <div className="mt-3 border-t border-line pt-3">
        {isForeign ? (
          <ExchangeFacts detail={detail} payer={paid} />
        ) : (
          <p className="text-sm text-muted">{words("noRate")}</p>
        )}
      </div>
    </Card>
  );
}
