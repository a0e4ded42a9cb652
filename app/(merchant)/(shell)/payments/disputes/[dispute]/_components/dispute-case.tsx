"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { DISPUTE_TONES } from "@/app/_components/payments/dispute-tone";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import type { Dispute } from "@/server/payments/disputes/queries";
import { knownDisputeReason } from "@/server/payments/disputes/rules";
import { AnswerForm } from "./answer-form";
import { EvidenceCard } from "./evidence-card";

/** One dispute: what it says, what it means for the money, and what the shop can do. */
export function DisputeCase({ disputeId, mayAnswer }: { disputeId: string; mayAnswer: boolean }) {
  const words = useTranslations("disputes");
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.disputes.getOwn.queryOptions({ disputeId }),
    refetchInterval,
  });
  const { dispute, evidence } = data;
  const isOpen = dispute.state === "opened" && mayAnswer;
  return (
    <>
      <PageHeader
        back={{ href: "/payments/disputes", label: words("title") }}
        title={words("payment", { last4: dispute.last4 })}
        support={words(`stage.${dispute.stage}`)}
      />
      <div className="grid gap-6">
        <Alert
          tone={DISPUTE_TONES[dispute.state]}
          what={words(`state.${dispute.state}`)}
          why={words(`money.${dispute.state}`)}
        />
        <Facts dispute={dispute} />
        <EvidenceCard disputeId={disputeId} evidence={evidence} isOpen={isOpen} />
        {isOpen ? <AnswerForm disputeId={disputeId} /> : null}
        {dispute.answer === null ? null : (
          <Card>
            <CardHeader title={words("answer.given")} />
            <CardBody className="pt-2">
              <p className="font-bold">{words(`answer.${dispute.answer}`)}</p>
              <p className="whitespace-pre-wrap">{dispute.answerText}</p>
            </CardBody>
          </Card>
        )}
      </div>
    </>
  );
}

function Facts({ dispute }: { dispute: Dispute }) {
  const words = useTranslations("disputes");
  const locale = useLocale();
  const reason = knownDisputeReason(dispute.reasonCode);
  const rows = [
    { id: "amount", label: words("amount"), value: <Money value={jpy(dispute.amountMinor)} /> },
    {
      id: "reason",
      label: words("reason"),
      value: reason === null ? dispute.reasonText || dispute.reasonCode : words(`reasons.${reason}`),
      support: reason === null ? undefined : dispute.reasonText || dispute.reasonCode,
    },
    {
      id: "due",
      label: words("due"),
      value: <DateTime value={new Date(dispute.dueAtMs)} locale={locale} />,
    },
    {
      id: "opened",
      label: words("opened"),
      value: <DateTime value={new Date(dispute.openedAtMs)} locale={locale} />,
    },
    { id: "store", label: words("store"), value: dispute.storeName },
    { id: "wallet", label: words("wallet"), value: dispute.walletName },
  ];
  return (
    <Card>
      <CardHeader
        title={words("facts")}
        action={
          <TextLink
            href={`/payments/${dispute.paymentId}`}
            className="-my-2 inline-flex min-h-11 items-center"
          >
            {words("see")}
          </TextLink>
        }
      />
      <CardBody className="pt-2">
        <DataList rows={rows} stacked />
      </CardBody>
    </Card>
  );
}
