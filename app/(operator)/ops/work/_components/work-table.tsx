"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useListKeys } from "@/app/_components/desk/use-list-keys";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Table, TableBody, TableColumns } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import type { WorkItem } from "@/server/payments/work/queries";
import { WORK_KINDS } from "@/server/payments/work/rules";
import { WorkRow } from "./work-row";

const COLUMNS = ["kind", "subject", "merchant", "amount", "since", "attempts", "action"] as const;
const REFRESH_MS = 15_000;

/** What needs a person, oldest first, with keys to go along it. */
export function WorkTable({ maySettle }: { maySettle: boolean }) {
  const words = useTranslations("riskDesk.work");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { data: items } = useSuspenseQuery({
    ...trpc.work.list.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  const ask = useMutation(
    trpc.work.askAgain.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "info", title: words("asked") });
        await queries.invalidateQueries(trpc.work.pathFilter());
      },
    }),
  );
  const askAgain = ({ kind, subjectId }: WorkItem) => {
    if (maySettle && WORK_KINDS[kind].askAgain && !ask.isPending) ask.mutate({ kind, subjectId });
  };
  const { chosen, choose } = useListKeys(items, (item) => ({
    r: () => item && askAgain(item),
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
      <ErrorAlert error={ask.error} what={words("failed")} />
      <Table label={words("list")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(column)} figures={["amount"]} />
        <TableBody>
          {items.map((item, index) => (
            <WorkRow
              key={`${item.kind} ${item.subjectId}`}
              item={item}
              selected={item === chosen}
              maySettle={maySettle}
              pending={ask.isPending}
              onChoose={() => choose(index)}
              onAskAgain={() => askAgain(item)}
            />
          ))}
        </TableBody>
      </Table>
      <p className="text-sm text-muted max-lg:hidden">{words("keys")}</p>
    </div>
  );
}
