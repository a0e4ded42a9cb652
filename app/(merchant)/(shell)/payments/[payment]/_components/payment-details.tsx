"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { PAYMENT_TONES, paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { useTRPC } from "@/app/_trpc/client";
import { DateTime } from "@/app/_ui/date-time";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { instant } from "@/server/kernel/calendar";
import type { MerchantRole } from "@/server/kernel/permissions";
import { refusalReasonOf } from "@/server/payments/refunds/rules";
import { BothAmounts } from "./both-amounts";
import { DisputeAlert } from "./dispute-alert";
import { FlagAlert } from "./flag-alert";
import { History } from "./history";
import { NoteCard } from "./note-card";
import { PaymentFacts } from "./payment-facts";
import { RefundCard } from "./refund-card";

type PaymentDetailsProps = {
  paymentId: string;
  mayRefund: boolean;
  role: MerchantRole;
  mayNote: boolean;
  mayReadDisputes: boolean;
};

/** One payment with everything that happened to it; it changes by itself while a wallet works on a refund. */
export function PaymentDetails({
  paymentId,
  mayRefund,
  role,
  mayNote,
  mayReadDisputes,
}: PaymentDetailsProps) {
  const words = useTranslations("payments.detail");
  const states = useTranslations("payments.state");
  const hints = useTranslations("payments.stateHint");
  const reasons = useTranslations("payments.refusal");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.payments.getPayment.queryOptions({ paymentId }),
    refetchInterval,
  });
  const { payment } = data;
  return (
    <>
      <PageHeader
        back={{ href: "/payments", label: words("back") }}
        title={words("title", { last4: shownLast4(payment) })}
        support={<DateTime value={instant(paymentMoment(payment))} locale={locale} />}
      />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-5">
          <p aria-live="polite" className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge tone={PAYMENT_TONES[payment.state]} className="text-sm">
              {states(payment.state)}
            </StateBadge>
            <span className="text-sm text-muted">
              {data.failureCode === null
                ? null
                : `${reasons(refusalReasonOf(data.failureCode), { code: data.failureCode })} `}
              {hints(payment.state)}
            </span>
          </p>
          {data.dispute === null ? null : <DisputeAlert dispute={data.dispute} mayRead={mayReadDisputes} />}
          <FlagAlert flags={payment.flags} />
          <BothAmounts detail={data} />
          <RefundCard detail={data} mayRefund={mayRefund} role={role} />
        </div>
        <div className="grid min-w-0 content-start gap-5">
          {mayNote ? <NoteCard key={paymentId} detail={data} /> : null}
          <History detail={data} />
          <PaymentFacts detail={data} />
        </div>
      </div>
    </>
  );
}
