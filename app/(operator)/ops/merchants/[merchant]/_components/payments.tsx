"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { PayerAmount } from "@/app/_components/payments/payer-amount";
import { PAYMENT_TONES, paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { useTRPC } from "@/app/_trpc/client";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { jpy } from "@/server/kernel/money";
import type { PaymentSummary } from "@/server/payments/queries";
import { type RecentColumn, RecentTable } from "./recent-table";

/** The newest payments: what was booked, and what the shopper paid. */
export function Payments({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const label = useTranslations("directory.paymentColumn");
  const states = useTranslations("payments.state");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.payments.queryOptions({ merchantId }));
  const columns: RecentColumn<PaymentSummary>[] = [
    {
      id: "time",
      label: label("time"),
      cell: (payment) => <DateTime value={new Date(paymentMoment(payment))} locale={locale} />,
    },
    { id: "last4", label: label("last4"), className: "tabular font-bold", cell: shownLast4 },
    { id: "store", label: label("store"), className: "min-w-32", cell: (payment) => payment.storeName },
    {
      id: "wallet",
      label: label("wallet"),
      className: "whitespace-nowrap",
      cell: (payment) => <PayerAmount payment={payment} />,
    },
    {
      id: "amount",
      label: label("amount"),
      figures: true,
      cell: (payment) => <Money value={jpy(payment.amountMinor)} />,
    },
    {
      id: "state",
      label: label("state"),
      cell: ({ state }) => <StateBadge tone={PAYMENT_TONES[state]}>{states(state)}</StateBadge>,
    },
  ];
  return (
    <RecentTable
      title={words("payments")}
      empty={words("noPayments")}
      columns={columns}
      rows={data}
      keyOf={(payment) => payment.paymentId}
    />
  );
}
