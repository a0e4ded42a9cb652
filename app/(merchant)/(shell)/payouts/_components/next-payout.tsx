"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Card } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { CalendarDay } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { jpy, percentText } from "@/server/kernel/money";
import { figuresOf } from "@/server/settlement/statement/rules";

/** The payout that comes next: when, how much as things stand, how that comes about, and to which account. */
export function NextPayout() {
  const words = useTranslations("payouts");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data: next } = useSuspenseQuery({
    ...trpc.settlement.statement.next.queryOptions(),
    refetchInterval,
  });
  if (next === null)
    return <EmptyState illustration="purse" title={words("noNext")} body={words("noNextBody")} />;
  const { statement, others } = next;
  const isCarried = statement.payoutMinor === 0n && statement.carriedMinor !== 0n;
  return (
    <Card className="px-5 py-4">
      <h2 className="text-base">
        {words("next")}
        {others.length === 0 ? null : <span className="ml-2 font-normal text-muted">{next.groupName}</span>}
      </h2>
      <div className="mt-1 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <Money value={jpy(isCarried ? statement.carriedMinor : statement.payoutMinor)} size="figure" />
          <p className="text-sm text-muted">
            {words.rich("closes", { day: () => <CalendarDay value={next.closesOn} locale={locale} /> })}
            {" · "}
            {words("expected")}
          </p>
        </div>
        <p className="text-lg font-bold">
          {isCarried
            ? words("expectedCarried")
            : words.rich("nextOn", { day: () => <CalendarDay value={next.payOn} locale={locale} /> })}
        </p>
      </div>
      {isCarried && statement.carriedMinor < 0n ? (
        <Alert tone="info" className="mt-3" what={words("debt")} todo={words("debtTodo")} />
      ) : null}
      <ExpectedFigures statement={statement} />
      {next.account === null ? (
        <Alert tone="attention" className="mt-3" what={words("noAccount")} todo={words("noAccountTodo")} />
      ) : (
        <p className="mt-2 text-sm">
          <span className="text-muted">{words("account")}: </span>
          <AccountLine account={next.account} />
        </p>
      )}
      {others.length === 0 ? null : <OtherGroups others={others} />}
    </Card>
  );
}

type Next = Parameters<typeof figuresOf>[0] & { readonly feeBasisPoints: number };

/** The figures that make the expected amount; those that are nothing are left out. */
function ExpectedFigures({ statement }: { statement: Next }) {
  const words = useTranslations("payouts");
  const line = useTranslations("payouts.line");
  const label = (name: ReturnType<typeof figuresOf>[number]["name"]) => {
    if (name === "sales") return words("expectedSales");
    if (name === "fees") return line("fees", { rate: percentText(statement.feeBasisPoints) });
    if (name === "tax") return words("expectedTax");
    return name === "refunds" ? "" : line(name);
  };
  const rows = figuresOf(statement).flatMap(({ name, minor }) =>
    minor === 0n && name !== "sales"
      ? []
      : [{ id: name, label: label(name), value: <Money value={jpy(minor)} /> }],
  );
  return (
    <details className="mt-3 border-t border-line pt-2">
      <summary className="min-h-11 cursor-pointer content-center text-sm text-indigo-600">
        {words("expectedHow")}
      </summary>
      <DataList rows={rows} figures />
      <p className="mt-2 text-xs text-muted">{words("expectedWhy")}</p>
    </details>
  );
}

type OtherGroup = {
  readonly groupId: string;
  readonly groupName: string;
  readonly payOn: string;
  readonly statement: Next;
};

/** The other accounts of a merchant that has several. */
function OtherGroups({ others }: { others: readonly OtherGroup[] }) {
  const words = useTranslations("payouts");
  const locale = useLocale();
  const rows = others.map(({ groupId, groupName, payOn, statement }) => ({
    id: groupId,
    label: groupName,
    support: words.rich("nextOn", { day: () => <CalendarDay value={payOn} locale={locale} /> }),
    value: <Money value={jpy(statement.payoutMinor + statement.carriedMinor)} />,
  }));
  return (
    <section className="mt-3 border-t border-line pt-3">
      <h3 className="text-sm">{words("otherGroups")}</h3>
      <DataList rows={rows} figures />
    </section>
  );
}
