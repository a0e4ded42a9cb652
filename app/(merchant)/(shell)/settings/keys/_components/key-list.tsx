"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Dialog } from "@/app/_ui/dialog";
import { EmptyState } from "@/app/_ui/empty-state";
import { StateBadge } from "@/app/_ui/state-badge";
import type { KeyRow } from "@/server/alerts/keys/queries";
import { API_SCOPE_WORDS } from "@/server/alerts/keys/rules";
import { instant } from "@/server/kernel/calendar";
import { ShownOnce } from "../../_components/shown-once";
import { EndKey } from "./end-key";

/** The keys of the merchant, with what they may read and when they were last used. */
export function KeyList() {
  const words = useTranslations("integration.keys");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const [rotated, setRotated] = useState<string | null>(null);
  const { data: keys } = useSuspenseQuery(trpc.keys.list.queryOptions());
  if (keys.length === 0)
    return <EmptyState illustration="lens" title={words("none")} body={words("noneBody")} />;
  return (
    <Card>
      <ul aria-label={words("list")}>
        {keys.map((key) => (
          <KeyLine key={key.keyId} apiKey={key} onRotated={setRotated} />
        ))}
      </ul>
      <Dialog
        open={rotated !== null}
        onOpenChange={() => setRotated(null)}
        title={words("rotate")}
        closeLabel={common("close")}
      >
        <ShownOnce
          text={rotated ?? ""}
          what={words("created")}
          todo={words("createdBody")}
          onDone={() => setRotated(null)}
        />
      </Dialog>
    </Card>
  );
}

function KeyLine({ apiKey, onRotated }: { apiKey: KeyRow; onRotated: (text: string) => void }) {
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
        {state === "live" ? <EndKey keyId={keyId} act="rotate" onRotated={onRotated} /> : null}
        {state === "ended" ? null : <EndKey keyId={keyId} act="revoke" onRotated={onRotated} />}
      </div>
    </li>
  );
}
