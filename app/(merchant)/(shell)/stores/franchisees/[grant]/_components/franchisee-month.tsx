"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { FranchiseStoresInput } from "@/server/directory/franchise/schema";
import { jpy } from "@/server/kernel/money";

/** A franchisee's month by day, and by store where it shows that. */
export function FranchiseeMonth({ input }: { input: FranchiseStoresInput }) {
  const words = useTranslations("chain.franchise");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.franchisees.get.queryOptions(input));
  const days = data.days.map((day) => ({
    id: day.dayOn,
    name: <CalendarDay value={day.dayOn} locale={locale} />,
    ...day,
  }));
  const stores = data.stores.map((store) => ({ ...store, id: store.storeId }));
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <section className="grid gap-2">
        <h2 className="text-lg font-bold">{words("days")}</h2>
        <Sales label={words("days")} first={words("day")} rows={days} />
      </section>
      <section className="grid gap-2">
        <h2 className="text-lg font-bold">{words("stores")}</h2>
        {data.level === "totals" ? (
          <p className="text-muted">{words("storesHidden")}</p>
        ) : (
          <Sales label={words("stores")} first={words("store")} rows={stores} />
        )}
        {data.isMore ? <p className="text-sm text-muted">{words("more", { count: stores.length })}</p> : null}
      </section>
    </div>
  );
}

type SalesRow = {
  readonly id: string;
  readonly name: ReactNode;
  readonly payments: number;
  readonly amountMinor: bigint;
};

function Sales({ label, first, rows }: { label: string; first: string; rows: readonly SalesRow[] }) {
  const words = useTranslations("chain.franchise");
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <TableHeader>{first}</TableHeader>
          <TableHeader align="end">{words("payments")}</TableHeader>
          <TableHeader align="end">{words("amount")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {rows.length === 0 ? <TableEmpty columns={3}>{words("empty")}</TableEmpty> : null}
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell>{row.name}</TableCell>
            <TableCell figures>{row.payments.toLocaleString()}</TableCell>
            <TableCell figures>
              <Money value={jpy(row.amountMinor)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
