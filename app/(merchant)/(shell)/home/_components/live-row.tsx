"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { PaymentRow } from "@/app/_components/payments/payment-row";
import { Badge } from "@/app/_ui/badge";
import type { PaymentSummary } from "@/server/payments/queries";

const NOW_FOR_MS = 60_000;

type LiveRowProps = {
  payment: PaymentSummary;
  withStore: boolean;
  todayOn: string;
  /** It came in while the screen was open. */
  hasArrived: boolean;
};

/** A payment of the live list; for its first minute it says 「いま」 and wears a ring. */
export function LiveRow({ payment, withStore, todayOn, hasArrived }: LiveRowProps) {
  const words = useTranslations("merchant.home");
  const isNow = useFor(NOW_FOR_MS) && hasArrived;
  return (
    <PaymentRow
      payment={payment}
      withStore={withStore}
      knownDayOn={todayOn}
      isFresh={isNow}
      mark={isNow ? <Badge tone="info">{words("now")}</Badge> : undefined}
    />
  );
}

/** True until some time has passed since the component came to be. */
function useFor(durationMs: number): boolean {
  const [isYoung, setIsYoung] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIsYoung(false), durationMs);
    return () => clearTimeout(timer);
  }, [durationMs]);
  return isYoung;
}
