"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { useTRPC } from "@/app/_trpc/client";
import { DateTime } from "@/app/_ui/date-time";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Money } from "@/app/_ui/money";
import { SkeletonRows } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { instant, jstDay } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";

const SHOWN = 30;

/** Digits as people type them, of any width. */
const digitsOf = (text: string) => text.normalize("NFKC").replace(/\D/g, "");

/** Today's payments, or those of any day with these last four digits or this amount. */
export function PaymentSearch({ storeId }: { storeId: string }) {
  const words = useTranslations("merchant.counter");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const [last4, setLast4] = useState("");
  const [amount, setAmount] = useState("");
  const [dayOn] = useState(() => jstDay(Date.now()));
  const yen = digitsOf(amount).slice(0, 12);
  const asked = useDeferredValue({
    last4: /^\d{4}$/.test(digitsOf(last4)) ? digitsOf(last4) : undefined,
    amountMinor: /^0*$/.test(yen) ? undefined : BigInt(yen),
  });
  const isSearch = asked.last4 !== undefined || asked.amountMinor !== undefined;
  const { data, error, refetch } = useQuery(
    trpc.payments.listPayments.queryOptions({
      storeId,
      state: "succeeded",
      limit: SHOWN,
      ...asked,
      dayOn: isSearch ? undefined : dayOn,
    }),
  );
  return (
    <div className="grid gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words("searchLast4")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              maxLength={8}
              value={last4}
              onChange={(event) => setLast4(event.target.value)}
            />
          )}
        </Field>
        <Field label={words("searchAmount")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              maxLength={16}
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
      </div>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null ? <SkeletonRows rows={4} label={common("loading")} /> : null}
      {data?.payments.length === 0 ? <p className="text-muted">{words("none")}</p> : null}
      <ul className="divide-y divide-line">
        {data?.payments.map((payment) => (
          <li key={payment.paymentId} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <p>
              <Money value={jpy(payment.amountMinor)} className="text-lg font-bold" />{" "}
              <span className="tabular">
                {words("last4")} {shownLast4(payment)}
              </span>
              <span className="block text-sm text-muted">
                <DateTime value={instant(paymentMoment(payment))} locale={locale} /> {payment.walletName}
                {payment.refundedMinor === 0n
                  ? null
                  : ` · ${words("refunded", { amount: formatMoney(jpy(payment.refundedMinor)) })}`}
              </span>
            </p>
            <TextLink
              href={`/payments/${payment.paymentId}`}
              className="inline-flex min-h-11 items-center text-sm"
            >
              {words("details")}
            </TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
