"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";
import { formatMoney, jpy } from "@/server/kernel/money";

/** The wish to be paid before the period ends, where the contract has a price for it. */
export function EarlyPayout() {
  const words = useTranslations("payouts.dates");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.early.list.queryOptions());
  const offered = data.groups.filter((group) => group.priceMinor !== null || group.requestId !== null);
  if (offered.length === 0) return null;
  const day = () => <CalendarDay value={data.payOn} locale={locale} />;
  return (
    <section aria-label={words("early")} className="grid grid-cols-1 gap-4">
      {offered.map((group) => (
        <Card key={group.payoutGroupId} className="px-5 py-4">
          <h2 className="text-base">
            {words("early")}
            {offered.length > 1 ? ` ${group.name}` : ""}
          </h2>
          {group.requestId === null ? (
            <>
              <p>{words.rich("earlyLead", { day })}</p>
              <p className="mt-1 font-bold">
                {words("price", { price: formatMoney(jpy(group.priceMinor ?? 0n)) })}
              </p>
              <Ask payoutGroupId={group.payoutGroupId} />
            </>
          ) : (
            <>
              <p className="font-bold">{words.rich("waiting", { day })}</p>
              <TakeBack payoutGroupId={group.payoutGroupId} />
            </>
          )}
        </Card>
      ))}
    </section>
  );
}

function useDone(title: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return async () => {
    await queries.invalidateQueries(trpc.settlement.early.pathFilter());
    show({ tone: "good", title });
  };
}

function Ask({ payoutGroupId }: { payoutGroupId: string }) {
  const words = useTranslations("payouts.dates");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const ask = useMutation(
    trpc.settlement.early.request.mutationOptions({ onSuccess: useDone(words("asked")) }),
  );
  return (
    <Dialog
      trigger={
        <Button variant="primary" className="mt-3">
          {words("ask")}
        </Button>
      }
      title={words("ask")}
      description={words("askExplain")}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant="primary" pending={ask.isPending} onClick={() => ask.mutate({ payoutGroupId })}>
            {words("ask")}
          </Button>
        </>
      }
    >
      <ErrorAlert error={ask.error} />
    </Dialog>
  );
}

function TakeBack({ payoutGroupId }: { payoutGroupId: string }) {
  const words = useTranslations("payouts.dates");
  const trpc = useTRPC();
  const takeBack = useMutation(
    trpc.settlement.early.withdraw.mutationOptions({ onSuccess: useDone(words("withdrawn")) }),
  );
  return (
    <div className="mt-3 grid gap-3">
      <ErrorAlert error={takeBack.error} />
      <Button
        variant="secondary"
        className="justify-self-start"
        pending={takeBack.isPending}
        onClick={() => takeBack.mutate({ payoutGroupId })}
      >
        {words("withdraw")}
      </Button>
    </div>
  );
}
