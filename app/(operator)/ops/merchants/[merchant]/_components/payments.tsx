"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { PayerAmount } from "@/app/_components/payments/payer-amount";
import { PAYMENT_TONES, paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { jpy } from "@/server/kernel/money";

/** The newest payments: what was booked, and what the shopper paid. */
export function Payments({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const states = useTranslations("payments.state");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.payments.queryOptions({ merchantId }));
  return (
    <Card>
      <CardHeader title={words("payments")} />
      <CardBody>
        <Table label={words("payments")} frameClassName="max-h-96">
          <TableHead>
            <tr>
              <TableHeader>{words("paymentColumn.time")}</TableHeader>
              <TableHeader>{words("paymentColumn.last4")}</TableHeader>
              <TableHeader>{words("paymentColumn.store")}</TableHeader>
              <TableHeader>{words("paymentColumn.wallet")}</TableHeader>
              <TableHeader align="end">{words("paymentColumn.amount")}</TableHeader>
              <TableHeader>{words("paymentColumn.state")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {data.length === 0 ? <TableEmpty columns={6}>{words("noPayments")}</TableEmpty> : null}
            {data.map((payment) => (
              <TableRow key={payment.paymentId}>
                <TableCell>
                  <DateTime value={new Date(paymentMoment(payment))} locale={locale} />
                </TableCell>
                <TableCell className="tabular font-bold">{shownLast4(payment)}</TableCell>
                <TableCell className="min-w-32">{payment.storeName}</TableCell>
                <TableCell className="whitespace-nowrap">
                  <PayerAmount payment={payment} />
                </TableCell>
                <TableCell figures>
                  <Money value={jpy(payment.amountMinor)} />
                </TableCell>
                <TableCell>
                  <StateBadge tone={PAYMENT_TONES[payment.state]}>{states(payment.state)}</StateBadge>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
