"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Confirm } from "@/app/_components/identity/confirm";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { localeOf } from "@/server/identity/rules";
import { formatDay, toDay } from "@/server/kernel/calendar";
import { AddHoliday } from "./add-holiday";
import { useSetBankDay } from "./use-set-bank-day";

/** The holidays of a year, and up to when the calendar is certain. */
export function CalendarYear({ year: asked, mayEdit }: { year: number | undefined; mayEdit: boolean }) {
  const words = useTranslations("terms.calendar");
  const settlement = useTranslations("settlement");
  const locale = localeOf(useLocale());
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.calendar.year.queryOptions({ year: asked }));
  const { year } = data;
  const certainThrough = formatDay(toDay(data.certainThroughOn), locale, { year: true });
  const certainYear = Number(data.certainThroughOn.slice(0, 4));
  return (
    <>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        back={{ href: "/ops/settlement", label: settlement("backToRuns") }}
        action={mayEdit ? <AddHoliday today={data.today} /> : undefined}
      />
      <div className="grid grid-cols-1 gap-6">
        <Alert
          tone={data.isHorizonNear ? "attention" : "info"}
          what={data.isHorizonNear ? words("near") : words("certain", { day: certainThrough })}
          why={data.isHorizonNear ? words("nearWhy", { day: certainThrough }) : undefined}
          todo={data.isHorizonNear ? words("nearTodo") : undefined}
          action={mayEdit ? <ConfirmYear year={certainYear + 1} /> : undefined}
        />
        <Card>
          <CardHeader
            title={words("earlier", { year })}
            action={
              <nav aria-label={words("years")} className="flex flex-wrap gap-2">
                {[year - 1, year + 1].map((other) => (
                  <LinkButton
                    key={other}
                    variant="quiet"
                    size="sm"
                    href={`/ops/settlement/calendar?year=${other}`}
                  >
                    {words("earlier", { year: other })}
                  </LinkButton>
                ))}
              </nav>
            }
          />
          <CardBody>
            {data.days.length === 0 ? <p className="text-muted">{words("none")}</p> : null}
            {data.days.length > 0 ? <Days days={data.days} today={data.today} mayEdit={mayEdit} /> : null}
          </CardBody>
        </Card>
      </div>
    </>
  );
}

type DaysProps = {
  days: readonly { readonly day: string; readonly name: string; readonly isClosed: boolean }[];
  today: string;
  mayEdit: boolean;
};

function Days({ days, today, mayEdit }: DaysProps) {
  const words = useTranslations("terms.calendar");
  const locale = useLocale();
  const set = useSetBankDay();
  return (
    <Table label={words("title")}>
      <TableHead>
        <tr>
          <TableHeader>{words("day")}</TableHeader>
          <TableHeader>{words("name")}</TableHeader>
          <TableHeader>{words("closed")}</TableHeader>
          {mayEdit ? <TableHeader>{words("action")}</TableHeader> : null}
        </tr>
      </TableHead>
      <TableBody>
        {days.map(({ day, name, isClosed }) => (
          <TableRow key={day}>
            <TableCell>
              <CalendarDay value={day} locale={locale} />
            </TableCell>
            <TableCell>{name}</TableCell>
            <TableCell>
              <StateBadge tone={isClosed ? "neutral" : "good"}>
                {words(isClosed ? "closed" : "open")}
              </StateBadge>
            </TableCell>
            {mayEdit ? (
              <TableCell>
                {day < today ? null : (
                  <Button
                    variant="quiet"
                    size="sm"
                    pending={set.isPending && set.variables.day === day}
                    onClick={() => set.mutate({ day, name, isClosed: !isClosed })}
                  >
                    {words(isClosed ? "reopen" : "close")}
                  </Button>
                )}
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ConfirmYear({ year }: { year: number }) {
  const words = useTranslations("terms.calendar");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const confirm = useMutation(
    trpc.settlement.calendar.confirmYear.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.calendar.pathFilter());
        show({ tone: "good", title: words("confirmed", { year }) });
      },
    }),
  );
  return (
    <Confirm
      trigger={<Button variant="secondary">{words("confirm", { year })}</Button>}
      title={words("confirm", { year })}
      explain={words("confirmExplain", { year })}
      action={words("confirm", { year })}
      pending={confirm.isPending}
      error={confirm.error}
      onConfirm={() => confirm.mutateAsync({ year })}
    />
  );
}
