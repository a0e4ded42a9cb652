"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Table, TableBody, TableHead, TableHeader } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
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
  const [at, setAt] = useState(0);
  const { data: items } = useSuspenseQuery({
    ...trpc.work.list.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  const chosen = items[Math.min(at, items.length - 1)];
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
  useHotkeys({
    j: () => setAt(Math.min(at + 1, items.length - 1)),
    k: () => setAt(Math.max(at - 1, 0)),
    r: () => chosen && askAgain(chosen),
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
      <ErrorAlert error={ask.error} what={words("failed")} />
      <Table label={words("list")}>
        <TableHead>
          <tr>
            {COLUMNS.map((column) => (
              <TableHeader key={column} align={column === "amount" ? "end" : "start"}>
                {words(column)}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {items.map((item, index) => (
            <WorkRow
              key={`${item.kind} ${item.subjectId}`}
              item={item}
              selected={item === chosen}
              maySettle={maySettle}
              pending={ask.isPending}
              onChoose={() => setAt(index)}
              onAskAgain={() => askAgain(item)}
            />
          ))}
        </TableBody>
      </Table>
      <p className="text-sm text-muted max-lg:hidden">{words("keys")}</p>
    </div>
  );
}
