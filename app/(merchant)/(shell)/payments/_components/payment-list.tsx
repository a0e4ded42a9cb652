"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { PaymentRow } from "@/app/_components/payments/payment-row";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Pagination } from "@/app/_ui/pagination";
import { formatMoney, jpy } from "@/server/kernel/money";
import { byDay, totalOf } from "./days";
import { type Filter, filterHref, isNarrowed } from "./filter";

type PaymentListProps = { filter: Filter; withStore: boolean; todayOn: string };

/** A page of payments under the days on which they were made, each day with its sum. */
export function PaymentList({ filter, withStore, todayOn }: PaymentListProps) {
  const words = useTranslations("payments.list");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.payments.listPayments.queryOptions(filter.input),
    refetchInterval,
  });
  const { payments, olderThan, newerThan } = data;
  if (payments.length === 0) return <NoPayments filter={filter} />;
  const total = totalOf(payments);
  return (
    <>
      {byDay(payments).map(({ dayOn, payments: ofDay }) => {
        const sum = totalOf(ofDay);
        return (
          <section key={dayOn} className="mb-5">
            <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 px-1">
              <h2 className="text-base">
                <CalendarDay value={dayOn} locale={locale} />
                {dayOn === todayOn ? (
                  <span className="ml-2 text-sm font-normal">{words("today")}</span>
                ) : null}
              </h2>
              <p className="tabular text-sm text-muted">
                {words("dayTotal", { count: sum.count, amount: formatMoney(jpy(sum.totalMinor)) })}
              </p>
            </div>
            <Card>
              <ul>
                {ofDay.map((payment) => (
                  <PaymentRow
                    key={payment.paymentId}
                    payment={payment}
                    withStore={withStore}
                    knownDayOn={dayOn}
                  />
                ))}
              </ul>
            </Card>
          </section>
        );
      })}
      <Pagination
        labels={{ nav: words("pages"), previous: words("newer"), next: words("older") }}
        previousHref={newerThan === null ? undefined : filterHref(filter, { newerThan })}
        nextHref={olderThan === null ? undefined : filterHref(filter, { olderThan })}
        summary={words("summary", { count: total.count, amount: formatMoney(jpy(total.totalMinor)) })}
        className="max-sm:flex-col max-sm:items-stretch max-sm:[&>div]:justify-between"
      />
    </>
  );
}

function NoPayments({ filter }: { filter: Filter }) {
  const words = useTranslations("payments.list");
  const { storeId } = filter.input;
  if (!isNarrowed(filter))
    return <EmptyState illustration="tray" title={words("none")} body={words("noneBody")} />;
  return (
    <EmptyState
      illustration="lens"
      title={words("empty")}
      body={words("emptyBody")}
      action={
        <LinkButton href={storeId ? `/payments?store=${storeId}` : "/payments"} variant="secondary">
          {words("clear")}
        </LinkButton>
      }
    />
  );
}
