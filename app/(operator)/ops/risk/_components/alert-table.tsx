"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { DateTime } from "@/app/_ui/date-time";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { formatMoney, jpy, parseMinor } from "@/server/kernel/money";
import type { Alert } from "@/server/payments/risk/alerts/queries";
import type { ListAlertsInput } from "@/server/payments/risk/schema";
import { CloseAlert } from "./close-alert";

const COLUMNS = ["rule", "store", "raised", "outcome"] as const;

/** What looked unlike the shop it is; each with what it was and what was made of it. */
export function AlertTable({ asked, mayAct }: { asked: ListAlertsInput; mayAct: boolean }) {
  const words = useTranslations("riskDesk.alerts");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.risk.alerts.queryOptions(asked));
  const address = (older?: string) => `/ops/risk?state=${asked.state}${older ? `&olderThan=${older}` : ""}`;
  return (
    <>
      <Table label={words("list")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(column)} />
        <TableBody>
          {data.alerts.length === 0 ? <TableEmpty columns={4}>{words("none")}</TableEmpty> : null}
          {data.alerts.map((alert) => (
            <TableRow key={alert.alertId}>
              <TableCell className="font-bold">
                <AlertText alert={alert} />
              </TableCell>
              <TableCell>
                <TextLink href={`/ops/merchants/${alert.merchantId}`}>{alert.merchantName}</TextLink>
                <span className="block text-xs text-muted">{alert.storeName}</span>
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <DateTime value={new Date(alert.raisedAtMs)} locale={locale} />
              </TableCell>
              <TableCell>
                {alert.outcome === null ? null : (
                  <>
                    <span className="font-bold">{words(`outcomes.${alert.outcome}`)}</span>
                    <span className="block text-xs text-muted">{alert.note}</span>
                  </>
                )}
                {alert.outcome === null && mayAct ? <CloseAlert alertId={alert.alertId} /> : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Pagination
        className="mt-3"
        labels={{ nav: words("list"), previous: words("newest"), next: words("older") }}
        previousHref={asked.olderThan === undefined ? undefined : address()}
        nextHref={data.olderThan === null ? undefined : address(data.olderThan)}
      />
    </>
  );
}

function AlertText({ alert }: { alert: Alert }) {
  const words = useTranslations("riskDesk.alerts.rules");
  const { amountMinor, ...facts } = alert.facts;
  const amount = amountMinor === undefined ? "" : formatMoney(jpy(parseMinor(`${amountMinor}`)));
  return <>{words(alert.rule, { ...facts, amount })}</>;
}
