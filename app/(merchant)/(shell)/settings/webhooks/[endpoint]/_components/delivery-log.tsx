"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Select } from "@/app/_ui/select";
import { SkeletonRows } from "@/app/_ui/skeleton";
import { StateBadge } from "@/app/_ui/state-badge";
import type { Tone } from "@/app/_ui/tone";
import type { DeliveryRow } from "@/server/alerts/webhooks/queries";
import {
  DELIVERY_STATES,
  type DeliveryState,
  isWebhookType,
  TEST_TYPE,
  WEBHOOK_TYPE_WORDS,
} from "@/server/alerts/webhooks/rules";
import { instant } from "@/server/kernel/calendar";
import { DeliveryDialog } from "./delivery-dialog";
import { ReplayRange } from "./replay-range";

const TONES = {
  waiting: "waiting",
  held: "neutral",
  delivered: "good",
  failed: "attention",
} as const satisfies Record<DeliveryState, Tone>;
/** How often the log is read again while something in it is under way. */
const UNDER_WAY_MS = 2_000;

/** What became of every message, newest first. */
export function DeliveryLog({ endpointId, mayReplay }: { endpointId: string; mayReplay: boolean }) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const [state, setState] = useState<DeliveryState | undefined>();
  const log = useInfiniteQuery(
    trpc.webhooks.deliveries.infiniteQueryOptions(
      { endpointId, state },
      {
        getNextPageParam: (page) => page.nextCursor,
        refetchInterval: ({ state: { data } }) =>
          data?.pages[0]?.deliveries.some((one) => one.state === "waiting") ? UNDER_WAY_MS : false,
      },
    ),
  );
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Card>
      <CardHeader title={words("log")} support={words("logLead")} />
      <CardBody className="grid gap-4 pt-3">
        <div className="flex flex-wrap items-center gap-3">
          <Select
            dense
            aria-label={words("filter")}
            value={state ?? ""}
            onChange={(event) => setState(DELIVERY_STATES.find((known) => known === event.target.value))}
            options={[
              { value: "", label: words("allStates") },
              ...DELIVERY_STATES.map((known) => ({ value: known, label: words(`state.${known}`) })),
            ]}
          />
          {mayReplay ? <ReplayRange endpointId={endpointId} /> : null}
        </div>
        <ErrorAlert error={log.error} onRetry={() => void log.refetch()} />
        {log.isPending ? <SkeletonRows rows={4} label={common("loading")} /> : null}
        {log.isSuccess && deliveries.length === 0 ? (
          <EmptyState illustration="tray" title={words("logNone")} body={words("logNoneBody")} />
        ) : null}
        <ul aria-label={words("log")} aria-live="polite" className="divide-y divide-line">
          {deliveries.map((delivery) => (
            <DeliveryLine key={delivery.deliveryId} delivery={delivery} mayReplay={mayReplay} />
          ))}
        </ul>
        {log.hasNextPage ? (
          <Button
            variant="secondary"
            pending={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
            className="justify-self-center"
          >
            {words("older")}
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

function DeliveryLine({ delivery, mayReplay }: { delivery: DeliveryRow; mayReplay: boolean }) {
  const words = useTranslations("integration.webhooks");
  const locale = useLocale();
  const { eventType, state, attempts, createdAtMs, dueAtMs } = delivery;
  const isKnown = isWebhookType(eventType) || eventType === TEST_TYPE;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-bold">{isKnown ? words(`type.${WEBHOOK_TYPE_WORDS[eventType]}`) : eventType}</p>
        <p className="text-sm text-muted">
          <DateTime value={instant(createdAtMs)} locale={locale} />
          {attempts === 0 ? null : ` · ${words("attempts", { count: attempts })}`}
          {state === "waiting" && dueAtMs !== null && attempts > 0 ? (
            <>
              {" · "}
              {words.rich("next", { at: () => <DateTime value={instant(dueAtMs)} locale={locale} /> })}
            </>
          ) : null}
        </p>
      </div>
      <div className="flex items-center gap-3">
        <StateBadge tone={TONES[state]}>{words(`state.${state}`)}</StateBadge>
        <DeliveryDialog deliveryId={delivery.deliveryId} mayReplay={mayReplay} />
      </div>
    </li>
  );
}
