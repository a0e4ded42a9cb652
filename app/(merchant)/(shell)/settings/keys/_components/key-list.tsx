"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { StateBadge } from "@/app/_ui/state-badge";
import type { KeyRow } from "@/server/alerts/keys/queries";
import { API_SCOPE_WORDS } from "@/server/alerts/keys/rules";
import { instant } from "@/server/kernel/calendar";
import { EndKey } from "./end-key";

/** The keys of the merchant, with what they may read and when they were last used. */
export function KeyList() {
  const words = useTranslations("integration.keys");
  const trpc = useTRPC();
  const { data: keys } = useSuspenseQuery(trpc.keys.list.queryOptions());
  if (keys.length === 0)
    return <EmptyState illustration="lens" title={words("none")} body={words("noneBody")} />;
  return (
    <Card>
      <ul aria-label={words("list")}>
        {keys.map((key) => (
          <KeyLine key={key.keyId} apiKey={key} />
        ))}
      </ul>
    </Card>
  );
}

function KeyLine({ apiKey }: { apiKey: KeyRow }) {
  const words = useTranslations("integration.keys");
  const locale = useLocale();
  const { keyId, name, last4, scopes, endsAtMs, lastUsedAtMs, state } = apiKey;
  const at = (ms: number) => ({ at: () => <DateTime value={instant(ms)} locale={locale} /> });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0">
        <p className="font-bold break-words">
          {name} <span className="tabular font-mono text-sm font-normal text-muted">…{last4}</span>
        </p>
        <p className="text-sm text-muted">
          {scopes.map((scope) => words(`scope.${API_SCOPE_WORDS[scope]}`)).join(" · ")}
        </p>
        <p className="text-sm text-muted">
          {lastUsedAtMs === null ? words("neverUsed") : words.rich("lastUsed", at(lastUsedAtMs))}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {state === "ending" && endsAtMs !== null ? (
          <StateBadge tone="waiting">{words.rich("endsAt", at(endsAtMs))}</StateBadge>
        ) : null}
        {state === "ended" ? <StateBadge tone="neutral">{words("ended")}</StateBadge> : null}
        {state === "live" ? <EndKey keyId={keyId} act="rotate" /> : null}
        {state === "ended" ? null : <EndKey keyId={keyId} act="revoke" />}
      </div>
    </li>
  );
}
