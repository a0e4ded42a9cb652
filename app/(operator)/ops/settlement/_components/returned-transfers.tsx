"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Money } from "@/app/_ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import { toReturnReason } from "@/server/settlement/bank-results/rules";

/** The transfers of a run that came back: whose, how much and why. */
export function ReturnedTransfers({ runId }: { runId: string }) {
  const words = useTranslations("settlement.results");
  const columns = useTranslations("settlement");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  if (data.returned.length === 0) return null;
  return (
    <Card>
      <CardHeader title={words("returned")} support={words("next")} />
      <CardBody>
        <Table label={words("returned")}>
          <TableHead>
            <tr>
              <TableHeader>{words("merchant")}</TableHeader>
              <TableHeader>{words("reason")}</TableHeader>
              <TableHeader align="end">{columns("columnAmount")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {data.returned.map((one) => (
              <TableRow key={one.id}>
                <TableCell>
                  <TextLink href={`/ops/merchants/${one.merchantId}`}>{one.merchantName}</TextLink>
                </TableCell>
                <TableCell>{words(`reasons.${toReturnReason(one.reason) ?? "other"}`)}</TableCell>
                <TableCell figures>
                  <Money value={jpy(one.amountMinor)} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
