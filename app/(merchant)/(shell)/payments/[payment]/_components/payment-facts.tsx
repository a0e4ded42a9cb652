"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList, type DataRow } from "@/app/_ui/data-list";
import type { PaymentDetail } from "@/server/payments/detail/queries";

/** Numbers and places of a payment, for a question to support or to the wallet. */
export function PaymentFacts({ detail }: { detail: PaymentDetail }) {
  const words = useTranslations("payments.detail");
  const origins = useTranslations("payments.origin");
  const { payment, networkPaymentId, customerMaskedAccount, codeId, counterName } = detail;
  const rows: DataRow[] = [
    { id: "wallet", label: words("wallet"), value: payment.walletName ?? words("unknownWallet") },
    { id: "store", label: words("store"), value: payment.storeName },
    { id: "code", label: words("code"), value: [codeId, counterName].filter(Boolean).join(" ") },
    { id: "origin", label: words("origin"), value: origins(payment.origin) },
    { id: "number", label: words("number"), value: <LongNumber text={payment.number} /> },
    ...(networkPaymentId === null
      ? []
      : [{ id: "network", label: words("networkNumber"), value: <LongNumber text={networkPaymentId} /> }]),
    ...(customerMaskedAccount === null
      ? []
      : [{ id: "customer", label: words("customer"), value: customerMaskedAccount }]),
  ];
  return (
    <Card>
      <CardHeader title={words("facts")} />
      <CardBody className="pt-2">
        <DataList rows={rows} stacked />
      </CardBody>
    </Card>
  );
}

/** A long number in groups of four, its last four, which are read aloud, in bold. */
function LongNumber({ text }: { text: string }) {
  const groups = text.slice(0, -4).match(/.{1,4}/gu) ?? [];
  return (
    <span className="tabular font-mono">
      {groups.join(" ")} <strong>{text.slice(-4)}</strong>
    </span>
  );
}
