"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { buttonVariants } from "@/app/_ui/button-variants";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";

/** What print shops got, newest first, and how much of it has left them. */
export function HandoverTable({ mayManage }: { mayManage: boolean }) {
  const words = useTranslations("printing.desk");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.printing.desk.queryOptions());
  return (
    <Card>
      <CardHeader title={words("handovers")} />
      <CardBody>
        <Table label={words("handovers")}>
          <TableHead>
            <tr>
              <TableHeader>{words("madeAt")}</TableHeader>
              <TableHeader>{words("madeBy")}</TableHeader>
              <TableHeader align="end">{words("parcels")}</TableHeader>
              <TableHeader align="end">{words("sheets")}</TableHeader>
              <TableHeader align="end">{words("shipped")}</TableHeader>
              <TableHeader />
            </tr>
          </TableHead>
          <TableBody>
            {data.handovers.length === 0 ? <TableEmpty columns={6}>{words("none")}</TableEmpty> : null}
            {data.handovers.map((row) => (
              <TableRow key={row.handoverId}>
                <TableCell>
                  <DateTime value={row.madeAt} locale={locale} />
                </TableCell>
                <TableCell>{row.madeByName}</TableCell>
                <TableCell figures>{row.parcels.toLocaleString(locale)}</TableCell>
                <TableCell figures>{row.sheets.toLocaleString(locale)}</TableCell>
                <TableCell figures>
                  {row.shipped.toLocaleString(locale)} / {row.parcels.toLocaleString(locale)}
                </TableCell>
                <TableCell>
                  {mayManage ? (
                    <a
                      href={`/api/codes/handovers/${row.handoverId}`}
                      download
                      className={buttonVariants({ variant: "secondary", size: "sm" })}
                    >
                      <Download aria-hidden />
                      {words("download")}
                    </a>
                  ) : null}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
