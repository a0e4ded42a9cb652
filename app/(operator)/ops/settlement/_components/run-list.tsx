"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useListKeys } from "@/app/_components/desk/use-list-keys";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import { isBankFileState } from "@/server/settlement/rules";

/** The runs, newest first, with keys to go along them. */
export function RunList({ before }: { before: string | undefined }) {
  const words = useTranslations("settlement");
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.runs.queryOptions({ before }));
  const open = (run: { readonly id: string } | undefined) => {
    if (run !== undefined) router.push(`/ops/settlement/${run.id}`);
  };
  const { chosen } = useListKeys(data.runs, (run) => ({ o: () => open(run), enter: () => open(run) }));
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
    <>
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
            <TableRow key={run.id} selected={run === chosen}>
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
      {before === undefined && data.next === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("title"), previous: words("newest"), next: words("older") }}
          previousHref={before === undefined ? undefined : "/ops/settlement"}
          nextHref={data.next === null ? undefined : `/ops/settlement?before=${data.next}`}
        />
      )}
    </>
  );
}
