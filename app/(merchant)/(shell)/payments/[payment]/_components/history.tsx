"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Timeline, type TimelineState } from "@/app/_ui/timeline";
import { instant } from "@/server/kernel/calendar";
import { jpy } from "@/server/kernel/money";
import type { PaymentDetail } from "@/server/payments/detail/queries";
import type { TimelineKind } from "@/server/payments/detail/rules";

const STATES: Readonly<Record<TimelineKind, TimelineState>> = {
  created: "done",
  paid: "done",
  failed: "done",
  expired: "done",
  cancel_requested: "done",
  cancelled: "done",
  reversal_due: "current",
  reversed: "done",
  refund_requested: "done",
  refund_held: "current",
  refund_done: "done",
  refund_refused: "attention",
};

/** What happened, in the order of its time, and what a wallet still works on. */
export function History({ detail }: { detail: PaymentDetail }) {
  const words = useTranslations("payments.detail");
  const kinds = useTranslations("payments.timeline");
  const refundStates = useTranslations("payments.refundState");
  const locale = useLocale();
  const labels = {
    done: words("done"),
    current: words("stillOpen"),
    attention: words("attention"),
    upcoming: words("stillOpen"),
  };
  const happened = detail.timeline.map((item, index) => ({
    id: `${item.kind}-${index}`,
    state: STATES[item.kind],
    stateLabel: labels[STATES[item.kind]],
    title: kinds(item.kind),
    detail: item.amountMinor === null ? undefined : <Money value={jpy(item.amountMinor)} />,
    time: item.atMs === null ? undefined : <DateTime value={instant(item.atMs)} locale={locale} />,
  }));
  const underWay = detail.refunds
    .filter((refund) => refund.state === "requested" || refund.state === "at_wallet")
    .map((refund) => ({
      id: refund.refundId,
      state: "current" as const,
      stateLabel: labels.current,
      title: refundStates(refund.state),
      detail: <Money value={jpy(refund.amountMinor)} />,
    }));
  return (
    <Card>
      <CardHeader title={words("history")} />
      <CardBody>
        <Timeline items={[...happened, ...underWay]} />
      </CardBody>
    </Card>
  );
}
