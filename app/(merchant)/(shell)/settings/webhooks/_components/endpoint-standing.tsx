"use client";

import { useLocale, useTranslations } from "next-intl";
import { DateTime } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { EndpointRow } from "@/server/alerts/webhooks/queries";
import { instant } from "@/server/kernel/calendar";

/** Whether an endpoint is sent to, and whether it accepts. */
export function EndpointStanding({ endpoint }: { endpoint: EndpointRow }) {
  const words = useTranslations("integration.webhooks");
  const locale = useLocale();
  if (endpoint.state === "paused") return <StateBadge tone="attention">{words("paused")}</StateBadge>;
  const { failingSinceMs } = endpoint;
  if (failingSinceMs === null) return <StateBadge tone="good">{words("active")}</StateBadge>;
  return (
    <StateBadge tone="waiting">
      {words.rich("failing", { at: () => <DateTime value={instant(failingSinceMs)} locale={locale} /> })}
    </StateBadge>
  );
}
