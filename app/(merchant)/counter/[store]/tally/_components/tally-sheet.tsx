"use client";

import { Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import { addDays, instant, jstDay } from "@/server/kernel/calendar";
import { jpy } from "@/server/kernel/money";
import type { DayTally, TallyLine } from "@/server/payments/tally/queries";

/** The day's tally, black on white, on one sheet of paper when it is printed at closing time. */
export function TallySheet({ storeId, tally }: { storeId: string; tally: DayTally }) {
  const words = useTranslations("merchant.counter");
  const common = useTranslations("common");
  const locale = useLocale();
  const { dayOn, total } = tally;
  const path = `/counter/${storeId}/tally`;
  const isToday = dayOn >= jstDay(tally.atMs);
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-2xl content-start gap-6 bg-white px-4 py-6 text-black">
      <div className="flex flex-wrap gap-3 print:hidden">
        <LinkButton variant="secondary" size="sm" href={`/counter/${storeId}`}>
          {common("back")}
        </LinkButton>
        <LinkButton variant="quiet" size="sm" href={`${path}?day=${addDays(dayOn, -1)}`}>
          {words("dayBefore")}
        </LinkButton>
        {isToday ? null : (
          <LinkButton variant="quiet" size="sm" href={`${path}?day=${addDays(dayOn, 1)}`}>
            {words("dayAfter")}
          </LinkButton>
        )}
        <Button size="sm" className="ml-auto" onClick={() => window.print()}>
          <Printer aria-hidden />
          {words("print")}
        </Button>
      </div>
      <header>
        <p>{tally.storeName}</p>
        <h1 className="text-3xl">
          {words("tally")} <CalendarDay value={dayOn} locale={locale} show="dated" />
        </h1>
        <p className="text-sm text-black/70">
          {words.rich("tallyAt", {
            time: () => <DateTime value={instant(tally.atMs)} locale={locale} />,
          })}
        </p>
      </header>
      <TallyTable title={words("tallyWallet")} lines={tally.wallets} total={total} />
      <TallyTable title={words("tallyTill")} lines={tally.tills} total={total} named="till" />
      <p className="flex items-end justify-between border-t-4 border-double border-black pt-3 text-2xl font-bold">
        <span>{words("net")}</span>
        <Money value={jpy(total.totalMinor - total.refundsMinor)} />
      </p>
      <p className="mt-6 hidden justify-self-end border border-black px-6 pt-1 pb-14 text-sm print:block">
        {words("sign")}
      </p>
    </main>
  );
}

type TallyTableProps = {
  title: string;
  lines: readonly TallyLine[];
  total: DayTally["total"];
  named?: "wallet" | "till";
};

function TallyTable({ title, lines, total, named = "wallet" }: TallyTableProps) {
  const words = useTranslations("merchant.counter");
  const nameOf = (line: TallyLine) =>
    line.name !== "" || named === "wallet" ? line.name : words("unnamedTill", { code: line.id });
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="mb-1 text-left font-bold">{title}</caption>
      <thead>
        <tr className="border-b border-black text-sm">
          <th scope="col" className="py-1 font-normal">
            <span className="sr-only">{title}</span>
          </th>
          <th scope="col" className="w-1/3 py-1 text-right font-normal">
            {words("payments")}
          </th>
          <th scope="col" className="w-[28%] py-1 text-right font-normal">
            {words("refunds")}
          </th>
        </tr>
      </thead>
      <tbody className="align-top">
        {lines.map((line) => (
          <Line key={line.id} name={nameOf(line)} line={line} />
        ))}
      </tbody>
      <tfoot className="border-t border-black align-top font-bold">
        <Line name={words("total")} line={total} />
      </tfoot>
    </table>
  );
}

function Line({ name, line }: { name: string; line: DayTally["total"] }) {
  const words = useTranslations("merchant.counter");
  const cell = "tabular border-b border-black/15 py-2 text-right";
  return (
    <tr>
      <th scope="row" className="border-b border-black/15 py-2 pr-3 font-normal">
        {name}
      </th>
      <td className={cell}>
        <Money value={jpy(line.totalMinor)} />
        <span className="block text-sm font-normal text-black/70">
          {words("count", { count: line.count })}
        </span>
      </td>
      <td className={cell}>
        <Money value={jpy(line.refundsMinor)} />
        <span className="block text-sm font-normal text-black/70">
          {words("count", { count: line.refundsCount })}
        </span>
      </td>
    </tr>
  );
}
