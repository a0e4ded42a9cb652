"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import { isPayoutState } from "@/server/settlement/rules";

/** The newest statements; the day leads to the run that closed it. */
export function Statements({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const states = useTranslations("settlement.payoutState");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.statements.queryOptions({ merchantId }));
  return (
    <Card>
      <CardHeader title={words("statements")} />
      <CardBody>
        <Table label={words("statements")} frameClassName="max-h-96">
          <TableHead>
            <tr>
              <TableHeader>{words("statementColumn.through")}</TableHeader>
              <TableHeader align="end">{words("statementColumn.sales")}</TableHeader>
              <TableHeader align="end">{words("statementColumn.refunds")}</TableHeader>
              <TableHeader align="end">{words("statementColumn.payout")}</TableHeader>
              <TableHeader>{words("statementColumn.payOn")}</TableHeader>
              <TableHeader>{words("statementColumn.state")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {data.length === 0 ? <TableEmpty columns={6}>{words("noStatements")}</TableEmpty> : null}
            {data.map((statement) => (
              <TableRow key={statement.id}>
                <TableCell>
                  <TextLink href={`/ops/settlement/${statement.runId}`}>
                    <CalendarDay value={statement.throughOn} locale={locale} />
                  </TextLink>
                </TableCell>
                <TableCell figures>
                  <Money value={jpy(statement.salesMinor)} />
                </TableCell>
                <TableCell figures>
                  <Money value={jpy(-statement.refundsMinor)} />
                </TableCell>
                <TableCell figures className="font-bold">
                  <Money value={jpy(statement.payoutMinor)} />
                </TableCell>
                <TableCell>
                  <CalendarDay value={statement.payOn} locale={locale} />
                </TableCell>
                <TableCell>
                  {statement.payoutState !== null && isPayoutState(statement.payoutState)
                    ? states(statement.payoutState)
                    : null}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
