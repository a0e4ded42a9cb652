"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { buttonVariants } from "@/app/_ui/button-variants";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Progress } from "@/app/_ui/progress";
import { StateBadge } from "@/app/_ui/state-badge";
import type { Tone } from "@/app/_ui/tone";
import type { PrintRow } from "@/server/codes/print/queries";
import { canMovePrint, type PrintState } from "@/server/codes/print/rules";

const TONES: Readonly<Record<PrintState, Tone>> = {
  waiting: "waiting",
  running: "waiting",
  done: "good",
  failed: "attention",
  cancelled: "neutral",
  expired: "neutral",
};
const LOOK_AGAIN_MS = 2_000;

/** What was ordered here, how far it is, and the finished files. */
export function PrintList({ mayManage }: { mayManage: boolean }) {
  const batch = useTranslations("codes.batch");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery({
    ...trpc.codes.prints.queryOptions(),
    refetchInterval: ({ state }) =>
      state.data?.some((print) => canMovePrint(print.state, "cancelled")) ? LOOK_AGAIN_MS : false,
  });
  return (
    <Card>
      <CardHeader title={batch("prints")} support={batch("printsLead")} />
      <CardBody>
        {data.length === 0 ? <p className="text-muted">{batch("none")}</p> : null}
        <ul className="divide-y divide-line">
          {data.map((print) => (
            <PrintLine key={print.printId} print={print} mayManage={mayManage} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function PrintLine({ print, mayManage }: { print: PrintRow; mayManage: boolean }) {
  const batch = useTranslations("codes.batch");
  const words = useTranslations("codes");
  const locale = useLocale();
  const { printId, state, codes, parts, partsDone } = print;
  const format = words(`paperName.${print.format}`);
  const isOpen = canMovePrint(state, "cancelled");
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 grow">
        <p className="font-bold">{batch("line", { format, count: codes })}</p>
        <p className="text-sm text-muted">
          <DateTime value={print.createdAt} locale={locale} /> · {batch(`packingName.${print.packing}`)}
        </p>
        {isOpen ? (
          <Progress
            value={partsDone}
            max={parts}
            label={batch("progress")}
            className="mt-2 block w-full max-w-sm"
          />
        ) : null}
      </div>
      <StateBadge tone={TONES[state]}>{batch(`state.${state}`)}</StateBadge>
      {state === "done" ? (
        <a href={`/api/codes/prints/${printId}`} download className={buttonVariants({ size: "sm" })}>
          <Download aria-hidden />
          {batch("download")}
        </a>
      ) : null}
      {isOpen && mayManage ? <CancelPrint printId={printId} /> : null}
    </li>
  );
}

function CancelPrint({ printId }: { printId: string }) {
  const batch = useTranslations("codes.batch");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(
    trpc.codes.cancelPrint.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.codes.prints.queryFilter()),
    }),
  );
  return (
    <Button variant="quiet" size="sm" pending={cancel.isPending} onClick={() => cancel.mutate({ printId })}>
      {batch("cancel")}
    </Button>
  );
}
