"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { CalendarDay } from "@/app/_ui/date-time";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Money } from "@/app/_ui/money";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { NetworkReceipt } from "@/server/settlement/reconciliation/money/queries";

/** Chooses the days that a sum pays for, and shows what would be left over. */
export function MatchReceipt({ receipt }: { receipt: NetworkReceipt }) {
  const words = useTranslations("reconciliation.money");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { data } = useSuspenseQuery(trpc.settlement.reconciliation.days.queryOptions({ limit: 100 }));
  const days = data.days.filter((day) => day.receiptId === null && day.hasItems).reverse();
  const expected = days
    .filter((day) => chosen.includes(day.clearingOn))
    .reduce((sum, day) => sum + (day.promisedMinor ?? day.unpaidMinor), 0n);
  const match = useMutation(
    trpc.settlement.reconciliation.matchReceipt.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setChosen([]);
        await queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter());
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="secondary" size="sm">
          {words("match")}
        </Button>
      }
      title={words("match")}
      description={words("matchLead", { amount: formatMoney(jpy(receipt.amountMinor)) })}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant="primary"
            pending={match.isPending}
            disabled={chosen.length === 0}
            onClick={() => match.mutate({ receiptId: receipt.id, clearingDays: [...chosen] })}
          >
            {words("match")}
          </Button>
        </>
      }
    >
      <div className="grid gap-2">
        <ErrorAlert error={match.error} what={words("failed")} />
        {days.length === 0 ? <p className="text-muted">{words("noDays")}</p> : null}
        {days.map((day) => (
          <Checkbox
            key={day.clearingOn}
            checked={chosen.includes(day.clearingOn)}
            onChange={() =>
              setChosen(
                chosen.includes(day.clearingOn)
                  ? chosen.filter((one) => one !== day.clearingOn)
                  : [...chosen, day.clearingOn],
              )
            }
            label={
              <>
                <CalendarDay value={day.clearingOn} locale={locale} />{" "}
                <Money value={jpy(day.promisedMinor ?? day.unpaidMinor)} />
              </>
            }
          />
        ))}
        <p className="mt-2 flex justify-between border-t border-line pt-2 font-bold">
          <span>{words("left")}</span>
          <Money value={jpy(receipt.amountMinor - expected)} />
        </p>
      </div>
    </Dialog>
  );
}
