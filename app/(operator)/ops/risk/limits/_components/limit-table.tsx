"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";
import {
  Table,
  TableBody,
  TableCell,
  TableColumns,
  TableEmpty,
  TableHeader,
  TableRow,
} from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { formatMoney, jpy } from "@/server/kernel/money";

const COLUMNS = ["subject", "measure", "most", "reason", "set"] as const;

/** The limits in force. */
export function LimitTable({ mayAct }: { mayAct: boolean }) {
  const words = useTranslations("riskDesk.limits");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { data: limits } = useSuspenseQuery(trpc.risk.limits.queryOptions());
  const remove = useMutation(
    trpc.risk.removeLimit.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.risk.pathFilter());
        toast({ tone: "info", title: words("removed") });
      },
    }),
  );
  return (
    <>
      <ErrorAlert error={remove.error} what={words("failed")} />
      <Table label={words("list")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(column)} figures={["most"]}>
          <TableHeader>
            <span className="sr-only">{words("remove")}</span>
          </TableHeader>
        </TableColumns>
        <TableBody>
          {limits.length === 0 ? <TableEmpty columns={6}>{words("none")}</TableEmpty> : null}
          {limits.map((limit) => (
            <TableRow key={limit.limitId}>
              <TableCell>
                <span className="font-bold">{limit.subjectName}</span>
                <span className="block text-xs text-muted">{words(`subjects.${limit.subject}`)}</span>
              </TableCell>
              <TableCell>{words(`measures.${limit.measure}`)}</TableCell>
              <TableCell figures>
                {limit.measure.endsWith("amount")
                  ? formatMoney(jpy(limit.most))
                  : limit.most.toLocaleString(locale)}
              </TableCell>
              <TableCell>{limit.reason}</TableCell>
              <TableCell className="whitespace-nowrap">
                <DateTime value={new Date(limit.setAtMs)} locale={locale} />
              </TableCell>
              <TableCell>
                {mayAct ? (
                  <Button
                    variant="risky"
                    size="sm"
                    pending={remove.isPending}
                    onClick={() => remove.mutate({ limitId: limit.limitId })}
                  >
                    {words("remove")}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
