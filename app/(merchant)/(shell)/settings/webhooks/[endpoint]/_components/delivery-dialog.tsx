"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";
import { Dialog } from "@/app/_ui/dialog";
import { SkeletonRows } from "@/app/_ui/skeleton";
import { useToast } from "@/app/_ui/toast";
import type { AttemptRow } from "@/server/alerts/webhooks/queries";
import { instant } from "@/server/kernel/calendar";

/** One message: what it said, what each attempt met, and the button that sends it again. */
export function DeliveryDialog({ deliveryId, mayReplay }: { deliveryId: string; mayReplay: boolean }) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery({
    ...trpc.webhooks.delivery.queryOptions({ deliveryId }),
    enabled: isOpen,
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="quiet" size="sm">
          {words("details")}
        </Button>
      }
      title={words("detailTitle")}
      closeLabel={common("close")}
      size="lg"
    >
      <ErrorAlert error={error} />
      {data === undefined && error === null ? <SkeletonRows rows={4} label={common("loading")} /> : null}
      {data === undefined ? null : (
        <div className="grid gap-4">
          <p className="text-sm">
            {words("messageId")} <code className="font-mono break-all">{data.messageId}</code>
          </p>
          <div>
            <h3 className="text-sm">{words("attemptLog")}</h3>
            {data.log.length === 0 ? <p className="text-muted">{words("noneYet")}</p> : null}
            <ul className="divide-y divide-line">
              {data.log.map((attempt) => (
                <AttemptLine key={attempt.attemptId} attempt={attempt} />
              ))}
            </ul>
          </div>
          <div>
            <h3 className="text-sm">{words("content")}</h3>
            <pre className="mt-1 max-h-72 overflow-auto rounded bg-paper p-3 font-mono text-sm" tabIndex={-1}>
              {indented(data.body)}
            </pre>
          </div>
          {mayReplay ? <Replay deliveryId={deliveryId} onDone={() => setIsOpen(false)} /> : null}
        </div>
      )}
    </Dialog>
  );
}

function AttemptLine({ attempt }: { attempt: AttemptRow }) {
  const words = useTranslations("integration.webhooks");
  const locale = useLocale();
  const { atMs, status, failure, durationMs, answer } = attempt;
  const known = FAILURES.find((one) => one === failure);
  return (
    <li className="py-2 text-sm">
      <p>
        <DateTime value={instant(atMs)} locale={locale} className="text-muted" />{" "}
        <strong>
          {status === null
            ? words(`failure.${known ?? "unreachable"}`)
            : words("answered", { status: String(status), ms: durationMs })}
        </strong>
      </p>
      {status === null ? null : (
        <p className="font-mono text-xs break-all text-muted">{answer === "" ? words("noAnswer") : answer}</p>
      )}
    </li>
  );
}

const FAILURES = ["blocked", "timeout", "certificate", "unreachable"] as const;

function Replay({ deliveryId, onDone }: { deliveryId: string; onDone: () => void }) {
  const words = useTranslations("integration.webhooks");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const replay = useMutation(
    trpc.webhooks.replay.mutationOptions({
      onSuccess: async () => {
        onDone();
        await queries.invalidateQueries(trpc.webhooks.pathFilter());
        show({ tone: "info", title: words("replayed") });
      },
    }),
  );
  return (
    <div className="grid justify-items-end gap-3">
      <ErrorAlert error={replay.error} what={words("failed")} />
      <Button pending={replay.isPending} onClick={() => replay.mutate({ deliveryId })}>
        {words("replay")}
      </Button>
    </div>
  );
}

/** JSON with line breaks, for reading; what was sent has none. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
