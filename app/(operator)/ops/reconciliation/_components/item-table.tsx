"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useListKeys } from "@/app/_components/desk/use-list-keys";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableColumns } from "@/app/_ui/table";
import type { ReconciliationItem } from "@/server/settlement/reconciliation/items/queries";
import { type AskedItems, itemsHref } from "./address";
import { ItemRow } from "./item-row";

const COLUMNS = ["kind", "day", "subject", "own", "reported", "stands", "owner", "action"] as const;
const FIGURES = ["own", "reported", "stands"] as const;
const REFRESH_MS = 30_000;

type ItemTableProps = { asked: AskedItems; maySettle: boolean; personId: string };

/** The differences, with keys to go along them and to take one on. */
export function ItemTable({ asked, maySettle, personId }: ItemTableProps) {
  const words = useTranslations("reconciliation");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { data } = useSuspenseQuery({
    ...trpc.settlement.reconciliation.items.queryOptions(asked),
    refetchInterval: REFRESH_MS,
  });
  const { items, next } = data;
  const own = useMutation(
    trpc.settlement.reconciliation.ownItem.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter()),
    }),
  );
  const takeOn = (item: ReconciliationItem) => {
    if (maySettle && item.state !== "resolved" && !own.isPending)
      own.mutate({ itemId: item.id, own: item.ownerId !== personId });
  };
  const { chosen, choose } = useListKeys(items, (item) => ({
    o: () => item && takeOn(item),
    enter: () => {
      if (item?.merchantId) router.push(`/ops/merchants/${item.merchantId}`);
    },
  }));
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
        <TableColumns columns={COLUMNS} labelOf={(column) => words(`columns.${column}`)} figures={FIGURES} />
        <TableBody>
          {items.map((item, index) => (
            <ItemRow
              key={item.id}
              item={item}
              selected={item === chosen}
              maySettle={maySettle}
              isMine={item.ownerId === personId}
              isMyProposal={item.proposedBy === personId}
              onChoose={() => choose(index)}
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
