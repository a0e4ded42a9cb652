"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { jpy } from "@/server/kernel/money";
import type { ClearingDay } from "@/server/settlement/reconciliation/days/queries";
import type { listDaysInput } from "@/server/settlement/reconciliation/days/schema";

const COLUMNS = [
  "day",
  "rows",
  "open",
  "own",
  "reported",
  "difference",
  "promised",
  "money",
  "action",
] as const;
const FIGURES = ["rows", "open", "own", "reported", "difference", "promised"] as const;

type DayTableProps = { asked: z.output<typeof listDaysInput>; maySettle: boolean };

/** The network's days: what the books have, what was reported, what was promised and whether it was paid. */
export function DayTable({ asked, maySettle }: DayTableProps) {
  const words = useTranslations("reconciliation.days");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useSuspenseQuery(trpc.settlement.reconciliation.days.queryOptions(asked));
  const again = useMutation(
    trpc.settlement.reconciliation.compareAgain.mutationOptions({
      onSuccess: async ({ differing }) => {
        toast({ tone: differing === 0 ? "good" : "info", title: words("compared", { differing }) });
        await queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter());
      },
    }),
  );
  return (
    <Card>
      <CardHeader title={words("list")} />
      <CardBody className="grid gap-3">
        <ErrorAlert error={again.error} what={words("failed")} />
        <Table label={words("list")}>
          <TableColumns
            columns={COLUMNS}
            labelOf={(column) => words(`columns.${column}`)}
            figures={FIGURES}
          />
          <TableBody>
            {data.days.length === 0 ? (
              <TableEmpty columns={COLUMNS.length}>{words("none")}</TableEmpty>
            ) : null}
            {data.days.map((day) => (
              <DayRow
                key={day.clearingOn}
                day={day}
                pending={again.isPending && again.variables.clearingOn === day.clearingOn}
                onAgain={maySettle ? () => again.mutate({ clearingOn: day.clearingOn }) : undefined}
              />
            ))}
          </TableBody>
        </Table>
        <Pagination
          labels={{ nav: words("list"), previous: words("first"), next: words("next") }}
          {...(asked.before !== undefined && { previousHref: "/ops/reconciliation/days" })}
          {...(data.next !== null && { nextHref: `/ops/reconciliation/days?before=${data.next}` })}
        />
      </CardBody>
    </Card>
  );
}

type DayRowProps = { day: ClearingDay; pending: boolean; onAgain: (() => void) | undefined };

function DayRow({ day, pending, onAgain }: DayRowProps) {
  const words = useTranslations("reconciliation.days");
  const locale = useLocale();
  const amount = (minor: bigint | null) => (minor === null ? "—" : <Money value={jpy(minor)} />);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <CalendarDay value={day.clearingOn} locale={locale} />
      </TableCell>
      <TableCell figures>{day.hasItems ? day.rows.toLocaleString(locale) : words("noItems")}</TableCell>
      <TableCell figures>{day.openItems.toLocaleString(locale)}</TableCell>
      <TableCell figures>{amount(day.ownMinor)}</TableCell>
      <TableCell figures>{amount(day.reportedMinor)}</TableCell>
      <TableCell figures className="font-bold">
        {amount(day.ownMinor - day.reportedMinor)}
      </TableCell>
      <TableCell figures>{day.hasSummary ? amount(day.promisedMinor) : words("noSummary")}</TableCell>
      <TableCell className="whitespace-nowrap">
        <StateBadge tone={day.receiptId === null ? "waiting" : "good"}>
          {day.receiptId === null ? (
            <>
              {words("due")} <CalendarDay value={day.dueOn} locale={locale} />
            </>
          ) : (
            words("paid")
          )}
        </StateBadge>
      </TableCell>
      <TableCell>
        {onAgain === undefined || !day.hasItems ? null : (
          <Button variant="quiet" size="sm" pending={pending} onClick={onAgain}>
            {words("again")}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
