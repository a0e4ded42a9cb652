"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Freshness } from "@/app/_components/directory/freshness";
import { Hours } from "@/app/_components/directory/hours";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";

const COLUMNS = 5;

/** When each code was last heard of, and at which hours it is usually busy. */
export function Rhythms({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: codes } = useSuspenseQuery(trpc.directory.rhythms.queryOptions({ merchantId }));
  const moment = (at: Date | null) => (at === null ? "–" : <DateTime value={at} locale={locale} />);
  return (
    <Card>
      <CardHeader title={words("rhythm.title")} support={words("rhythm.support")} />
      <CardBody>
        <Freshness className="mb-2" />
        <Table label={words("rhythm.title")} frameClassName="max-h-96">
          <TableHead>
            <tr>
              <TableHeader>{words("rhythm.code")}</TableHeader>
              <TableHeader>{words("rhythm.lastScan")}</TableHeader>
              <TableHeader>{words("rhythm.lastPaid")}</TableHeader>
              <TableHeader align="end">{words("rhythm.payments")}</TableHeader>
              <TableHeader>{words("rhythm.hours")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {codes.length === 0 ? <TableEmpty columns={COLUMNS}>{words("noCode")}</TableEmpty> : null}
            {codes.map((code) => (
              <TableRow key={code.codeId}>
                <TableCell>
                  <span className="font-mono">{code.codeId}</span> {code.storeName} {code.counterName}
                  {code.isSilent ? (
                    <Badge tone="attention" className="ml-2">
                      {words("rhythm.silent")}
                    </Badge>
                  ) : null}
                </TableCell>
                <TableCell>{moment(code.lastScanAt)}</TableCell>
                <TableCell>{moment(code.lastPaidAt)}</TableCell>
                <TableCell figures>{code.payments.toLocaleString(locale)}</TableCell>
                <TableCell>
                  <Hours byHour={code.byHour} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
