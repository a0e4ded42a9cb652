"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/app/_ui/money";
import { type Money as Amount, jpy } from "@/server/kernel/money";
import type { PaymentDetail } from "@/server/payments/detail/queries";

/** How yuan became yen, in one row: what was paid, by which quote, at which rate, and how the network settles it. */
export function ExchangeFacts({ detail, payer }: { detail: PaymentDetail; payer: Amount }) {
  const words = useTranslations("payments.detail");
  const { payment, quoteId, settlementQuote, settlementAmountMinor } = detail;
  const rateOf = (pair: string, price: string) => {
    const [from = payer.currency, to = "JPY"] = pair.split("/");
    return words("rateOfPair", { from, to, price });
  };
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto]">
      <Fact label={words("payerAmount")}>
        <Money value={payer} />
      </Fact>
      <Fact label={words("quoteId")}>
        <span className="break-all">{quoteId ?? words("noQuote")}</span>
      </Fact>
      <Fact label={words("rate")}>
        {payment.quotePrice === null
          ? words("noQuote")
          : rateOf(detail.quotePair ?? `${payer.currency}/JPY`, payment.quotePrice)}
      </Fact>
      <Fact label={words("settlement")}>
        {settlementAmountMinor === null ? null : <Money value={jpy(settlementAmountMinor)} />}
        <span className="block">
          {settlementQuote === null
            ? words("settledInYen")
            : `${rateOf(settlementQuote.pair, settlementQuote.price)} (${settlementQuote.quoteId})`}
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="tabular text-sm">{children}</dd>
    </div>
  );
}
