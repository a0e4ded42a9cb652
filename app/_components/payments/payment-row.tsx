"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/app/_ui/cn";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { instant, jstDay } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { PaymentSummary } from "@/server/payments/queries";
import { PayerAmount } from "./payer-amount";
import { PAYMENT_TONES, paymentMoment, shownLast4 } from "./payment-tone";

type PaymentRowProps = {
  payment: PaymentSummary;
  /** Named where the list holds more than one store. */
  withStore: boolean;
  /** The day that needs no naming, since the list or its heading says it. */
  knownDayOn: string;
  /** Instead of the time, such as 「いま」. */
  mark?: ReactNode;
  /** Draws the ring of a payment that has just come in. */
  isFresh?: boolean;
};

/** One payment: what was booked and what the shopper paid in one row, with the digits that both sides read. */
export function PaymentRow({ payment, withStore, knownDayOn, mark, isFresh = false }: PaymentRowProps) {
  const words = useTranslations("payments.list");
  const locale = useLocale();
  const atMs = paymentMoment(payment);
  const isKnownDay = jstDay(atMs) === knownDayOn;
  const isPaid = payment.state === "succeeded";
  return (
    <li
      className={cn(
        "relative border-b border-line last:border-b-0",
        isFresh && "animate-rise bg-indigo-50 ring-2 ring-indigo-600 ring-inset",
      )}
    >
      <Link
        href={`/payments/${payment.paymentId}`}
        className="grid min-h-16 grid-cols-[minmax(0,1fr)_auto_minmax(3rem,auto)] items-center gap-x-3 px-4 py-3 -outline-offset-2 hover:bg-indigo-50 sm:grid-cols-[7.5rem_6rem_minmax(0,1fr)_auto_auto] sm:gap-x-4"
      >
        <Money
          value={jpy(payment.amountMinor)}
          className={cn("text-xl font-bold", !isPaid && "text-muted")}
        />
        <span className="text-sm whitespace-nowrap text-muted">
          {words("last4Short")}{" "}
          <span className="tabular font-mono text-base text-ink">{shownLast4(payment)}</span>
        </span>
        <span
          className={cn(
            "row-start-2 min-w-0 text-sm text-muted sm:col-span-1 sm:row-auto",
            isKnownDay && "col-span-2",
          )}
        >
          <PayerAmount payment={payment} />
          {withStore ? <span className="block">{payment.storeName}</span> : null}
          <PaymentMarks payment={payment} />
        </span>
        <span className="col-start-3 row-start-1 text-right text-sm sm:col-auto sm:row-auto">
          {mark ?? <DateTime value={instant(atMs)} locale={locale} show="time" />}
        </span>
        <span
          className={cn(
            "col-start-3 row-start-2 flex items-center justify-end gap-1 self-start text-sm text-muted sm:col-auto sm:row-auto sm:self-center",
            !isKnownDay && "col-span-2 col-start-2",
          )}
        >
          {isKnownDay ? null : <DateTime value={instant(atMs)} locale={locale} show="day" />}
          <ChevronRight aria-hidden className="size-4 shrink-0" />
        </span>
      </Link>
    </li>
  );
}

/** What is not plain success: another state, something to look at, money given back or on its way back. */
function PaymentMarks({ payment }: { payment: PaymentSummary }) {
  const states = useTranslations("payments.state");
  const list = useTranslations("payments.list");
  const flagWords = useTranslations("payments.flag");
  const { state, refundedMinor, refundingMinor, flags, billNumber } = payment;
  const isPlain = state === "succeeded" && refundedMinor === 0n && refundingMinor === 0n;
  if (isPlain && flags.length === 0 && billNumber === "") return null;
  return (
    <span className="mt-1 flex flex-wrap gap-2">
      {state === "succeeded" ? null : <StateBadge tone={PAYMENT_TONES[state]}>{states(state)}</StateBadge>}
      {flags.map((flag) => (
        <StateBadge key={flag} tone="attention">
          {flagWords(flag)}
        </StateBadge>
      ))}
      {billNumber === "" ? null : (
        <span className="tabular">
          {list("bill")} {billNumber}
        </span>
      )}
      {refundedMinor === 0n ? null : (
        <StateBadge tone="neutral">
          {list("refunded", { amount: formatMoney(jpy(refundedMinor)) })}
        </StateBadge>
      )}
      {refundingMinor === 0n ? null : (
        <StateBadge tone="waiting">
          {list("refunding", { amount: formatMoney(jpy(refundingMinor)) })}
        </StateBadge>
      )}
    </span>
  );
}
