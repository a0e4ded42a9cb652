"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { LiveMark } from "@/app/_components/live/live-mark";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { playChime } from "@/app/_components/payments/chime";
import { paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { SoundToggle } from "@/app/_components/payments/sound-toggle";
import { useArrivals } from "@/app/_components/payments/use-arrivals";
import { useSound } from "@/app/_components/payments/use-sound";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";
import { formatMoney, jpy } from "@/server/kernel/money";
import { FirstSteps } from "./first-steps";
import { LiveRow } from "./live-row";
import { recentPayments } from "./recent";

type LiveListProps = { storeId: string | undefined; counterStoreId: string | undefined; withStore: boolean };

/** The newest payments, which come in by themselves: with a ring, a sound where it is wished, and read aloud. */
export function LiveList({ storeId, counterStoreId, withStore }: LiveListProps) {
  const words = useTranslations("merchant.home");
  const sound = useTranslations("merchant.sound");
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.payments.listPayments.queryOptions(recentPayments(storeId)),
    refetchInterval,
  });
  const { data: summary } = useSuspenseQuery(trpc.payments.todaySummary.queryOptions({ storeId }));
  const payments = useMemo(
    () => [...data.payments].sort((a, b) => paymentMoment(b) - paymentMoment(a)),
    [data.payments],
  );
  const ids = useMemo(() => payments.map((payment) => payment.paymentId), [payments]);
  const { isOn, isBlocked } = useSound();
  const onArrival = useCallback(() => {
    if (isOn) playChime();
  }, [isOn]);
  const arrived = useArrivals(ids, onArrival);
  const newest = payments.find((payment) => arrived.has(payment.paymentId));
  return (
    <Card>
      <div className="flex items-center justify-between gap-3 border-b border-line py-1 pr-2 pl-5">
        <div className="min-w-0">
          <h2 className="text-base">{words("recent")}</h2>
          <LiveMark className="text-xs" />
        </div>
        <SoundToggle withHint={false} />
      </div>
      {isBlocked ? (
        <p className="border-b border-line px-5 py-1.5 text-sm text-amber-700">{sound("blocked")}</p>
      ) : null}
      <p role="status" aria-live="polite" className="sr-only">
        {newest === undefined
          ? ""
          : words("arrived", {
              amount: formatMoney(jpy(newest.amountMinor)),
              last4: shownLast4(newest),
            })}
      </p>
      {payments.length === 0 ? (
        <FirstSteps />
      ) : (
        <ul>
          {payments.map((payment) => (
            <LiveRow
              key={payment.paymentId}
              payment={payment}
              withStore={withStore}
              todayOn={summary.today.dayOn}
              hasArrived={arrived.has(payment.paymentId)}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap justify-between gap-2 border-t border-line p-2">
        <LinkButton href={storeId ? `/payments?store=${storeId}` : "/payments"} variant="quiet">
          {words("all")}
        </LinkButton>
        {counterStoreId === undefined ? null : (
          <LinkButton href={`/counter/${counterStoreId}`} variant="quiet">
            {words("openCounter")}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}
