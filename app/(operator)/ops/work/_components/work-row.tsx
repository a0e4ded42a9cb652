"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { TableCell, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { useToast } from "@/app/_ui/toast";
import { jpy } from "@/server/kernel/money";
import type { WorkItem } from "@/server/payments/work/queries";
import { WORK_KINDS } from "@/server/payments/work/rules";

type WorkRowProps = {
  item: WorkItem;
  selected: boolean;
  maySettle: boolean;
  pending: boolean;
  onChoose: () => void;
  onAskAgain: () => void;
};

/** One thing to do: what it is, since when, and what helps. */
export function WorkRow({ item, selected, maySettle, pending, onChoose, onAskAgain }: WorkRowProps) {
  const words = useTranslations("riskDesk.work");
  const locale = useLocale();
  const rule = WORK_KINDS[item.kind];
  return (
    <TableRow selected={selected} onClick={onChoose}>
      <TableCell>
        <span className="font-bold">{words(`kinds.${item.kind}`)}</span>
        <span className="block max-w-96 text-xs text-muted">{words(`todo.${item.kind}`)}</span>
      </TableCell>
      <TableCell className="max-w-64 font-mono text-xs wrap-anywhere">
        {item.subjectId}
        {item.detail === "" ? null : <span className="block text-muted">{item.detail}</span>}
      </TableCell>
      <TableCell>
        {item.merchantId === null ? (
          "—"
        ) : (
          <TextLink href={`/ops/merchants/${item.merchantId}`}>{item.merchantName ?? "—"}</TextLink>
        )}
      </TableCell>
      <TableCell figures>
        {item.amountMinor === null ? "—" : <Money value={jpy(item.amountMinor)} />}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <DateTime value={new Date(item.sinceMs)} locale={locale} />
      </TableCell>
      <TableCell figures>{item.attempts}</TableCell>
      <TableCell>
        {maySettle && rule.askAgain ? (
          <Button variant="quiet" size="sm" pending={pending && selected} onClick={onAskAgain}>
            {words("askAgain")}
          </Button>
        ) : null}
        {maySettle && rule.setAside ? <SetAside item={item} /> : null}
      </TableCell>
    </TableRow>
  );
}

function SetAside({ item }: { item: WorkItem }) {
  const words = useTranslations("riskDesk.work");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const setAside = useMutation(
    trpc.work.setAside.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "info", title: words("setAsideDone") });
        await queries.invalidateQueries(trpc.work.pathFilter());
      },
    }),
  );
  const { kind, subjectId } = item;
  return (
    <ReasonDialog
      trigger={
        <Button variant="quiet" size="sm">
          {words("setAside")}
        </Button>
      }
      title={words("setAside")}
      explain={words("setAsideExplain")}
      label={words("setAsideReason")}
      wrong={words("setAsideReasonWrong")}
      action={words("setAside")}
      pending={setAside.isPending}
      error={setAside.error}
      onConfirm={(reason) => setAside.mutateAsync({ kind, subjectId, reason })}
    />
  );
}
