"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { useToast } from "@/app/_ui/toast";

/** What merchants have ordered and no print shop has yet. */
export function WaitingCard({ mayManage }: { mayManage: boolean }) {
  const words = useTranslations("printing.desk");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const { data } = useSuspenseQuery(trpc.printing.desk.queryOptions());
  const handOver = useMutation(
    trpc.printing.handOver.mutationOptions({
      onSuccess: ({ parcels, sheets }) =>
        show({ tone: "good", title: words("handedOver", { parcels, sheets }) }),
      onSettled: () => queries.invalidateQueries(trpc.printing.desk.queryFilter()),
    }),
  );
  const { parcels, sheets, oldestAt } = data.waiting;
  return (
    <Card>
      <CardHeader title={words("waiting")} support={words("zip")} />
      <CardBody className="grid content-start gap-4">
        {parcels === 0 ? (
          <p className="text-muted">{words("nothing")}</p>
        ) : (
          <div>
            <p className="text-lg font-bold tabular">{words("waitingCount", { parcels, sheets })}</p>
            {oldestAt === null ? null : (
              <p className="text-sm text-muted">
                {words.rich("oldest", { at: () => <DateTime value={oldestAt} locale={locale} /> })}
              </p>
            )}
          </div>
        )}
        <ErrorAlert error={handOver.error} what={words("handOverFailed")} />
        {mayManage && parcels > 0 ? (
          <Button
            className="justify-self-start"
            pending={handOver.isPending}
            onClick={() => handOver.mutate()}
          >
            {words("handOver")}
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}
