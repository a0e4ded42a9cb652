"use client";

import { useTranslations } from "next-intl";
import { DISPUTE_TONES } from "@/app/_components/payments/dispute-tone";
import { Alert } from "@/app/_ui/alert";
import { TextLink } from "@/app/_ui/text-link";
import type { PaymentDetail } from "@/server/payments/detail/queries";

type DisputeAlertProps = { dispute: NonNullable<PaymentDetail["dispute"]>; mayRead: boolean };

/** That the shopper has objected to this payment, where that stands, and the way to it. */
export function DisputeAlert({ dispute: { disputeId, state }, mayRead }: DisputeAlertProps) {
  const words = useTranslations("disputes");
  return (
    <Alert
      tone={DISPUTE_TONES[state]}
      what={words("ofPayment", { state: words(`state.${state}`) })}
      why={words(`money.${state}`)}
      action={
        mayRead ? (
          <TextLink href={`/payments/disputes/${disputeId}`} className="inline-flex min-h-11 items-center">
            {words("open")}
          </TextLink>
        ) : undefined
      }
    />
  );
}
