"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { Tone } from "@/app/_ui/tone";
import { jpy } from "@/server/kernel/money";
import { isPayoutState, type PayoutState } from "@/server/settlement/rules";

const TONES: Record<PayoutState, Tone> = {
  planned: "info",
  held: "attention",
  in_file: "waiting",
  sent: "waiting",
  paid: "good",
  returned: "attention",
};

/** How many payouts of a run are in which state. */
export function RunPayouts({ runId }: { runId: string }) {
  const words = useTranslations("settlement");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  return (
    <Card>
      <CardHeader title={words("payouts")} />
      <CardBody>
        {data.payouts.length === 0 ? <p className="text-muted">{words("noPayouts")}</p> : null}
        {data.payouts.length > 0 ? (
          <Table label={words("payouts")}>
            <TableHead>
              <tr>
                <TableHeader>{words("columnPayOn")}</TableHeader>
                <TableHeader>{words("columnState")}</TableHeader>
                <TableHeader align="end">{words("columnCount")}</TableHeader>
                <TableHeader align="end">{words("columnAmount")}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {data.payouts.map((row) => (
                <TableRow key={`${row.payOn} ${row.state}`}>
                  <TableCell>
                    <CalendarDay value={row.payOn} locale={locale} />
                  </TableCell>
                  <TableCell>
                    {isPayoutState(row.state) ? (
                      <StateBadge tone={TONES[row.state]}>{words(`payoutState.${row.state}`)}</StateBadge>
                    ) : null}
                  </TableCell>
                  <TableCell figures>{row.count.toLocaleString(locale)}</TableCell>
                  <TableCell figures>
                    <Money value={jpy(row.totalMinor)} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        ) : null}
      </CardBody>
    </Card>
  );
}
