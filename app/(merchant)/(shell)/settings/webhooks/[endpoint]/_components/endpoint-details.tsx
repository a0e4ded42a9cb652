"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Card, CardBody } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { PageHeader } from "@/app/_ui/page-header";
import type { EndpointRow } from "@/server/alerts/webhooks/queries";
import { WEBHOOK_TYPE_WORDS } from "@/server/alerts/webhooks/rules";
import { instant } from "@/server/kernel/calendar";
import { EndpointStanding } from "../../_components/endpoint-standing";
import { ChangeEndpoint } from "./change-endpoint";
import { DeliveryLog } from "./delivery-log";
import { EndpointAction } from "./endpoint-action";
import { RotateSecret } from "./rotate-secret";
import { SendTest } from "./send-test";

const PAUSED_WORDS = { owner: "pausedOwner", gave_up: "pausedGaveUp", gone: "pausedGone" } as const;

/** One endpoint: how it stands, what can be done about it, and what became of every message. */
export function EndpointDetails({ endpointId }: { endpointId: string }) {
  const words = useTranslations("integration.webhooks");
  const trpc = useTRPC();
  const { data: endpoint } = useSuspenseQuery(trpc.webhooks.endpoint.queryOptions({ endpointId }));
  const isPaused = endpoint.state === "paused";
  return (
    <>
      <PageHeader
        back={{ href: "/settings/webhooks", label: words("title") }}
        title={endpoint.name}
        support={<span className="font-mono break-all">{endpoint.url}</span>}
        action={
          isPaused ? (
            <EndpointAction endpointId={endpointId} act="resume" />
          ) : (
            <SendTest endpointId={endpointId} />
          )
        }
      />
      <div className="grid gap-5">
        {isPaused ? (
          <Alert
            tone="attention"
            what={words(PAUSED_WORDS[endpoint.pausedReason ?? "owner"])}
            todo={words("pausedTodo")}
          />
        ) : null}
        <Card>
          <CardBody className="grid gap-4">
            <Facts endpoint={endpoint} />
            <div className="flex flex-wrap gap-3">
              <ChangeEndpoint endpoint={endpoint} />
              <RotateSecret endpointId={endpointId} />
              {isPaused ? null : <EndpointAction endpointId={endpointId} act="pause" />}
              <EndpointAction endpointId={endpointId} act="remove" />
            </div>
          </CardBody>
        </Card>
        <DeliveryLog endpointId={endpointId} mayReplay={!isPaused} />
      </div>
    </>
  );
}

function Facts({ endpoint }: { endpoint: EndpointRow }) {
  const words = useTranslations("integration.webhooks");
  const locale = useLocale();
  const { lastSuccessAtMs, oldSecretEndsAtMs } = endpoint;
  const at = (ms: number) => ({ at: () => <DateTime value={instant(ms)} locale={locale} /> });
  return (
    <div className="grid justify-items-start gap-2">
      <EndpointStanding endpoint={endpoint} />
      <p className="text-sm text-muted">
        {lastSuccessAtMs === null ? words("neverSuccess") : words.rich("lastSuccess", at(lastSuccessAtMs))}
      </p>
      {oldSecretEndsAtMs === null ? null : (
        <p className="text-sm text-muted">{words.rich("oldEnds", at(oldSecretEndsAtMs))}</p>
      )}
      <p className="text-sm">
        {endpoint.eventTypes.map((type) => words(`type.${WEBHOOK_TYPE_WORDS[type]}`)).join(" · ")}
      </p>
    </div>
  );
}
