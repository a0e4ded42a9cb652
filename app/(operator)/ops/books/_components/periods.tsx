"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";

/** The months whose journal no longer changes, and the next one to lock. */
export function Periods({ mayLock }: { mayLock: boolean }) {
  const words = useTranslations("books");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.ledger.periods.queryOptions());
  return (
    <Card>
      <CardHeader title={words("periods")} support={words("periodsSupport")} />
      <CardBody className="grid gap-4">
        {mayLock && data.lockable !== null ? <LockMonth month={data.lockable} /> : null}
        {data.periods.length === 0 ? <p className="text-muted">{words("noPeriods")}</p> : null}
        <DataList
          rows={data.periods.map((period) => ({
            id: period.month,
            label: <span className="font-bold text-ink">{period.month}</span>,
            support: `${words("locked", { name: period.lockedByName })} · ${words("entries", { count: period.entries })} · ${words("seal")} ${period.sha256.slice(0, 12)}`,
            value: <DateTime value={period.lockedAt} locale={locale} />,
          }))}
        />
      </CardBody>
    </Card>
  );
}

function LockMonth({ month }: { month: string }) {
  const words = useTranslations("books");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const lock = useMutation(
    trpc.settlement.lockMonth.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ tone: "good", title: words("lockDone") });
        await queries.invalidateQueries(trpc.ledger.pathFilter());
      },
    }),
  );
  return (
    <div>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        trigger={<Button variant="secondary">{words("lockMonth", { month })}</Button>}
        title={words("lockMonth", { month })}
        description={words("lockLead")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogDismiss asChild>
              <Button variant="quiet">{common("cancel")}</Button>
            </DialogDismiss>
            <Button variant="primary" pending={lock.isPending} onClick={() => lock.mutate({ month })}>
              {words("lock")}
            </Button>
          </>
        }
      >
        <ErrorAlert error={lock.error} what={words("lockFailed")} />
      </Dialog>
    </div>
  );
}
