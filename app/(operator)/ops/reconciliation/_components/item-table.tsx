"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableHead, TableHeader } from "@/app/_ui/table";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import type { ReconciliationItem } from "@/server/settlement/reconciliation/items/queries";
import { type AskedItems, itemsHref } from "./address";
import { ItemRow } from "./item-row";

const COLUMNS = ["kind", "day", "subject", "own", "reported", "stands", "owner", "action"] as const;
const FIGURES: readonly string[] = ["own", "reported", "stands"];
const REFRESH_MS = 30_000;

type ItemTableProps = { asked: AskedItems; maySettle: boolean; personId: string };

/** The differences, with keys to go along them and to take one on. */
export function ItemTable({ asked, maySettle, personId }: ItemTableProps) {
  const words = useTranslations("reconciliation");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [at, setAt] = useState(0);
  const { data } = useSuspenseQuery({
    ...trpc.settlement.reconciliation.items.queryOptions(asked),
    refetchInterval: REFRESH_MS,
  });
  const { items, next } = data;
  const chosen = items[Math.min(at, items.length - 1)];
  const own = useMutation(
    trpc.settlement.reconciliation.ownItem.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter()),
    }),
  );
  const takeOn = (item: ReconciliationItem) => {
    if (maySettle && item.state !== "resolved" && !own.isPending)
      own.mutate({ itemId: item.id, own: item.ownerId !== personId });
  };
  useHotkeys({
    j: () => setAt(Math.min(at + 1, items.length - 1)),
    k: () => setAt(Math.max(at - 1, 0)),
    o: () => chosen && takeOn(chosen),
    enter: () => {
      if (chosen?.merchantId) router.push(`/ops/merchants/${chosen.merchantId}`);
    },
  });
  if (items.length === 0) {
    return (
      <Card>
        <EmptyState illustration="done" title={words("emptyTitle")} body={words("emptyBody")} />
      </Card>
    );
  }
  return (
    <div className="grid gap-3">
      <ErrorAlert error={own.error} what={words("failed")} />
      <Table label={words("list")}>
        <TableHead>
          <tr>
            {COLUMNS.map((column) => (
              <TableHeader key={column} align={FIGURES.includes(column) ? "end" : "start"}>
                {words(`columns.${column}`)}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {items.map((item, index) => (
            <ItemRow
              key={item.id}
              item={item}
              selected={item === chosen}
              maySettle={maySettle}
              isMine={item.ownerId === personId}
              isMyProposal={item.proposedBy === personId}
              onChoose={() => setAt(index)}
              onTakeOn={() => takeOn(item)}
            />
          ))}
        </TableBody>
      </Table>
      <Pagination
        labels={{ nav: words("list"), previous: words("first"), next: words("next") }}
        {...(asked.after !== undefined && { previousHref: itemsHref({ ...asked, after: undefined }) })}
        {...(next !== null && { nextHref: itemsHref({ ...asked, after: next }) })}
        summary={<span className="max-lg:hidden">{words("keys")}</span>}
      />
    </div>
  );
}
