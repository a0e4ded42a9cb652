import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import type { DisputeCase } from "@/server/payments/disputes/queries";
import { knownDisputeReason } from "@/server/payments/disputes/rules";

/** What a dispute says, how it was answered, and whether the network has the answer. */
export function DisputeFacts({ found: { dispute, evidence } }: { found: DisputeCase }) {
  const words = useTranslations("riskDesk.disputes");
  const locale = useLocale();
  const at = (ms: number) => <DateTime value={new Date(ms)} locale={locale} />;
  const reasons = useTranslations("disputes.reasons");
  const known = knownDisputeReason(dispute.reasonCode);
  const codes = [dispute.reasonCode, dispute.reasonText].filter((text) => text !== "").join(" · ");
  const rows = [
    { id: "amount", label: words("amount"), value: <Money value={jpy(dispute.amountMinor)} /> },
    { id: "payment", label: words("payment"), value: <PaymentNumber id={dispute.paymentId} /> },
    { id: "wallet", label: words("wallet"), value: dispute.walletName },
    { id: "stage", label: words("stage"), value: words(`stages.${dispute.stage}`) },
    {
      id: "reason",
      label: words("reason"),
      value: known === null ? codes : reasons(known),
      support: known === null ? undefined : codes,
    },
    { id: "opened", label: words("opened"), value: at(dispute.openedAtMs) },
    { id: "due", label: words("due"), value: at(dispute.dueAtMs) },
    {
      id: "answer",
      label: words("answer"),
      value: dispute.answer === null ? words("noAnswer") : words(`answers.${dispute.answer}`),
      support: dispute.answerText === "" ? undefined : dispute.answerText,
    },
    ...(dispute.answer === null
      ? []
      : [
          {
            id: "delivered",
            label: words("delivered"),
            value:
              dispute.deliveredAtMs === null
                ? words("notDelivered", { attempts: dispute.attempts })
                : at(dispute.deliveredAtMs),
          },
        ]),
  ];
  const pages = evidence.flatMap(({ evidenceId, pages: count }, index) =>
    Array.from({ length: count }, (_, at) => ({
      evidenceId,
      page: at + 1,
      number: `${index + 1}-${at + 1}`,
    })),
  );
  return (
    <div className="grid grid-cols-1 gap-6">
      <Card>
        <CardBody className="pt-2">
          <DataList rows={rows} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={words("evidence")} />
        <CardBody className="pt-2">
          {evidence.length === 0 ? <p className="text-muted">{words("noEvidence")}</p> : null}
          <ul className="grid gap-2">
            {pages.map(({ evidenceId, number, page }) => (
              <li key={number}>
                <TextLink href={`/api/disputes/evidence/${evidenceId}?page=${page}`}>
                  {words("page", { number })}
                </TextLink>
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
    </div>
  );
}

/** The twenty digits in groups, as people read them to each other. */
function PaymentNumber({ id }: { id: string }) {
  return (
    <span className="tabular font-mono">
      {id
        .replace(/^pay_/, "")
        .match(/.{1,4}/gu)
        ?.join(" ")}
    </span>
  );
}
