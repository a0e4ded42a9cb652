"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { CalendarDay } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { Stat } from "@/app/_ui/stat";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { hrefOf } from "@/app/(merchant)/_components/query-text";
import type { FranchiseesInput } from "@/server/directory/franchise/schema";
import { formatMoney, jpy } from "@/server/kernel/money";
import { SalesAt } from "./sales-at";

const COLUMNS = ["merchant", "amount", "payments", "before", "level", "fromOn"] as const;
const FIGURES = ["amount", "payments", "before"] as const;
const PATH = "/stores/franchisees";

/** The franchisees that show their sales: the month, the one before, and all of them together. */
export function Franchisees({ input }: { input: FranchiseesInput }) {
  const words = useTranslations("chain.franchise");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.franchisees.list.queryOptions(input));
  const { month, afterId } = input;
  if (data.all.franchisees === 0) return <EmptyState title={words("none")} body={words("noneTodo")} />;
  return (
    <div className="grid gap-5">
      <Stat
        label={words("all")}
        value={formatMoney(jpy(data.all.amountMinor))}
        support={words("allCount", { count: data.all.franchisees, payments: data.all.payments })}
      />
      <SalesAt at={data.salesAt} />
      <Table label={words("title")}>
        <TableColumns columns={COLUMNS} figures={FIGURES} labelOf={(column) => words(column)} />
        <TableBody>
          {data.franchisees.map((one) => (
            <TableRow key={one.grantId}>
              <TableCell>
                <TextLink href={hrefOf(`${PATH}/${one.grantId}`, { month })}>{one.name}</TextLink>
              </TableCell>
              <TableCell figures>
                <Money value={jpy(one.amountMinor)} />
              </TableCell>
              <TableCell figures>{one.payments.toLocaleString()}</TableCell>
              <TableCell figures>
                <Money value={jpy(one.beforeMinor)} />
              </TableCell>
              <TableCell>{words(`levels.${one.level}`)}</TableCell>
              <TableCell>
                <CalendarDay value={one.fromOn} locale={locale} show="dated" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {afterId === undefined && data.afterId === null ? null : (
        <Pagination
          labels={{ nav: words("title"), previous: words("first"), next: words("next") }}
          previousHref={afterId === undefined ? undefined : hrefOf(PATH, { month })}
          nextHref={data.afterId === null ? undefined : hrefOf(PATH, { month, after: data.afterId })}
        />
      )}
    </div>
  );
}
