"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import { isBankFileState } from "@/server/settlement/rules";

/** The runs, newest first. */
export function RunList() {
  const words = useTranslations("settlement");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.runs.queryOptions({}));
  if (data.runs.length === 0) {
    return (
      <Card>
        <EmptyState illustration="purse" title={words("noRunsTitle")} body={words("noRunsBody")} />
      </Card>
    );
  }
  const fileText = (files: (typeof data.runs)[number]["files"]) =>
    files
      .map(({ state, count }) => {
        const name = isBankFileState(state) ? words(`fileState.${state}`) : state;
        return words("fileCount", { state: name, count });
      })
      .join(" · ");
  return (
    <Table label={words("title")}>
      <TableHead>
        <tr>
          <TableHeader>{words("columnThrough")}</TableHeader>
          <TableHeader align="end">{words("columnStatements")}</TableHeader>
          <TableHeader align="end">{words("columnTotal")}</TableHeader>
          <TableHeader>{words("columnFiles")}</TableHeader>
          <TableHeader>{words("columnFinished")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {data.runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell>
              <TextLink href={`/ops/settlement/${run.id}`}>
                <CalendarDay value={run.throughOn} locale={locale} />
              </TextLink>
            </TableCell>
            <TableCell figures>{run.statements.toLocaleString(locale)}</TableCell>
            <TableCell figures>
              <Money value={jpy(run.payoutTotalMinor)} />
            </TableCell>
            <TableCell>{run.files.length === 0 ? words("noFile") : fileText(run.files)}</TableCell>
            <TableCell>
              {run.finishedAt ? <DateTime value={run.finishedAt} locale={locale} /> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
