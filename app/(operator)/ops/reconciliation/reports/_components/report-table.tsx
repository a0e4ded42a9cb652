"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { DateTime } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";

const COLUMNS = ["file", "state", "rows", "matched", "differing", "source", "received"] as const;
const FIGURES = ["rows", "matched", "differing"] as const;

/** The files of the network as they came, the newest first. */
export function ReportTable() {
  const words = useTranslations("reconciliation.reports");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: reports } = useSuspenseQuery(trpc.settlement.reconciliation.reports.queryOptions());
  return (
    <Table label={words("list")}>
      <TableColumns columns={COLUMNS} labelOf={(column) => words(`columns.${column}`)} figures={FIGURES} />
      <TableBody>
        {reports.length === 0 ? <TableEmpty columns={COLUMNS.length}>{words("none")}</TableEmpty> : null}
        {reports.map((report) => {
          const isSummary = report.kind === "settlementSummary";
          const figure = (count: number) => (isSummary ? "—" : count.toLocaleString(locale));
          const isCurrent = report.state === "current";
          return (
            <TableRow key={report.id}>
              <TableCell className="font-mono text-xs break-all">{report.fileName}</TableCell>
              <TableCell>
                <StateBadge tone={isCurrent ? "good" : "neutral"}>
                  {words(isCurrent ? "current" : "superseded")}
                </StateBadge>
              </TableCell>
              <TableCell figures>{report.rows.toLocaleString(locale)}</TableCell>
              <TableCell figures>{figure(report.matched)}</TableCell>
              <TableCell figures className={report.differing > 0 ? "font-bold" : undefined}>
                {figure(report.differing)}
              </TableCell>
              <TableCell>{words(report.source === "folder" ? "fromFolder" : "fromUpload")}</TableCell>
              <TableCell className="whitespace-nowrap">
                <DateTime value={report.receivedAt} locale={locale} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
