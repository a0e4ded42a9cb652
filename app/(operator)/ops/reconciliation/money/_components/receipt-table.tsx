"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { jpy } from "@/server/kernel/money";
import type { NetworkReceipt } from "@/server/settlement/reconciliation/money/queries";
import { MatchReceipt } from "./match-receipt";

const COLUMNS = ["received", "text", "amount", "state", "days", "action"] as const;
const TONES = { open: "attention", matched: "good", set_aside: "neutral" } as const;

/** Money of the network on the bank account; what waits for its days comes first. */
export function ReceiptTable({ maySettle }: { maySettle: boolean }) {
  const words = useTranslations("reconciliation.money");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: receipts } = useSuspenseQuery(trpc.settlement.reconciliation.receipts.queryOptions());
  const release = useMutation(
    trpc.settlement.reconciliation.releaseReceipt.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter()),
    }),
  );
  return (
    <div className="grid gap-3">
      <ErrorAlert error={release.error} what={words("failed")} />
      <Table label={words("list")}>
        <TableColumns
          columns={COLUMNS}
          labelOf={(column) => words(`columns.${column}`)}
          figures={["amount"]}
        />
        <TableBody>
          {receipts.length === 0 ? <TableEmpty columns={COLUMNS.length}>{words("none")}</TableEmpty> : null}
          {receipts.map((receipt) => (
            <TableRow key={receipt.id}>
              <TableCell className="whitespace-nowrap">
                <CalendarDay value={receipt.receivedOn} locale={locale} />
              </TableCell>
              <TableCell className="max-w-64">{receipt.text}</TableCell>
              <TableCell figures className="font-bold">
                <Money value={jpy(receipt.amountMinor)} />
              </TableCell>
              <TableCell>
                <StateBadge tone={TONES[receipt.state]}>{words(`states.${receipt.state}`)}</StateBadge>
                {receipt.note === "" ? null : (
                  <span className="block text-xs text-muted">{receipt.note}</span>
                )}
              </TableCell>
              <TableCell>
                {receipt.clearingDays.map((day) => (
                  <span key={day} className="mr-2 whitespace-nowrap">
                    <CalendarDay value={day} locale={locale} />
                  </span>
                ))}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {maySettle && receipt.state === "open" ? (
                  <div className="flex gap-1">
                    <MatchReceipt receipt={receipt} />
                    <SetAside receipt={receipt} />
                  </div>
                ) : null}
                {maySettle && receipt.state === "matched" ? (
                  <Button
                    variant="quiet"
                    size="sm"
                    pending={release.isPending && release.variables.receiptId === receipt.id}
                    onClick={() => release.mutate({ receiptId: receipt.id })}
                  >
                    {words("release")}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function SetAside({ receipt }: { receipt: NetworkReceipt }) {
  const words = useTranslations("reconciliation.money");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const setAside = useMutation(
    trpc.settlement.reconciliation.setAsideReceipt.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter()),
    }),
  );
  return (
    <ReasonDialog
      trigger={
        <Button variant="quiet" size="sm">
          {words("setAside")}
        </Button>
      }
      title={words("setAside")}
      explain={words("setAsideLead")}
      label={words("reason")}
      wrong={words("reasonWrong")}
      action={words("setAside")}
      pending={setAside.isPending}
      error={setAside.error}
      onConfirm={(reason) => setAside.mutateAsync({ receiptId: receipt.id, reason })}
    />
  );
}
