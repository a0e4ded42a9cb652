"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { LiveBanner } from "@/app/_components/live/live-banner";
import { LiveMark } from "@/app/_components/live/live-mark";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { playChime } from "@/app/_components/payments/chime";
import { paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { SoundToggle } from "@/app/_components/payments/sound-toggle";
import { useArrivals } from "@/app/_components/payments/use-arrivals";
import { useSound } from "@/app/_components/payments/use-sound";
import { TroubleBanner } from "@/app/_components/troubles/trouble-banner";
import { useTRPC } from "@/app/_trpc/client";
import type { SelectOption } from "@/app/_ui/select";
import { formatJstTime } from "@/server/kernel/calendar";
import { CounterTools } from "./counter-tools";
import { latestPayments } from "./latest";
import { PaidBefore } from "./paid-before";
import { PaidFace } from "./paid-face";
import { useAwake } from "./use-awake";
import { useSpeech } from "./use-speech";
import { WaitingFace } from "./waiting-face";

type CounterScreenProps = { storeId: string; storeName: string; tills: readonly SelectOption[] };

/**
 * What stands at the till, black on white in every theme. It is empty until a payment comes in while it is open, so
 * that an older one can never be taken for this customer's.
 */
export function CounterScreen({ storeId, storeName, tills }: CounterScreenProps) {
  const locale = useLocale();
  const [till, setTill] = useState("");
  const wokeAt = useAwake();
  const speech = useSpeech(locale);
  const words = useTranslations("merchant.counter");
  const sound = useTranslations("merchant.sound");
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.payments.listPayments.queryOptions(latestPayments(storeId)),
    refetchInterval,
  });
  const all = useMemo(
    () => [...data.payments].sort((a, b) => paymentMoment(b) - paymentMoment(a)),
    [data.payments],
  );
  // All tills are listened to, so that a payment of another one is not taken for new when the till is switched.
  const payments = useMemo(
    () => all.filter((payment) => till === "" || payment.codeId === till),
    [all, till],
  );
  const ids = useMemo(() => all.map((payment) => payment.paymentId), [all]);
  const { isOn, isBlocked } = useSound();
  const { speak } = speech;
  const onArrival = useCallback(
    (fresh: ReadonlySet<string>) => {
      // Of several at once, the newest of this till: another till's must not drown it.
      const paid = payments.find(({ paymentId }) => fresh.has(paymentId));
      if (paid === undefined) return;
      if (isOn) playChime();
      // Digit by digit, as a clerk would compare them.
      const last4 = [...shownLast4(paid)].join(" ");
      speak(words("spoken", { amount: String(paid.amountMinor), count: 4, last4 }));
    },
    [isOn, payments, speak, words],
  );
  const arrived = useArrivals(ids, onArrival);
  const newest = payments.find((payment) => arrived.has(payment.paymentId));
  const before = payments.find((payment) => payment.paymentId !== newest?.paymentId);
  return (
    <div className="flex min-h-dvh flex-col bg-white text-black">
      <header className="flex items-center justify-between gap-2 border-b border-black/15 py-1 pr-1 pl-4">
        <div className="min-w-0">
          <h1 className="truncate text-base">{storeName}</h1>
          <LiveMark className="text-xs" />
        </div>
        <div className="flex items-center">
          <SoundToggle withHint={false} />
          <Link
            href={`/home?store=${storeId}`}
            aria-label={words("leave")}
            className="inline-flex size-11 items-center justify-center rounded-full hover:bg-black/5"
          >
            <X aria-hidden className="size-5" />
          </Link>
        </div>
      </header>
      <CounterTools storeId={storeId} tills={tills} till={till} onTill={setTill} speech={speech} />
      <div className="px-4 pt-4">
        {wokeAt === null ? null : (
          <p role="status" className="mb-2 text-center text-sm text-black/70">
            {words("woke", { time: formatJstTime(wokeAt.getTime()) })}
          </p>
        )}
        {isBlocked ? <p className="mb-2 text-center text-sm text-amber-700">{sound("blocked")}</p> : null}
        <TroubleBanner className="mb-3 text-left" />
        <LiveBanner />
      </div>
      <main
        className="flex grow flex-col items-center justify-center px-3 py-6 text-center"
        aria-live="polite"
      >
        {newest === undefined ? (
          <WaitingFace storeId={storeId} />
        ) : (
          <PaidFace key={newest.paymentId} payment={newest} />
        )}
      </main>
      {before === undefined ? null : <PaidBefore payment={before} />}
    </div>
  );
}
