"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { LinkButton } from "@/app/_ui/link-button";
import { QrFrame } from "@/app/_ui/qr-frame";
import { StateBadge } from "@/app/_ui/state-badge";
import { TextLink } from "@/app/_ui/text-link";
import type { CodeRow } from "@/server/codes/queries";
import { canTransition } from "@/server/codes/rules";
import { CODE_TONES } from "./code-tones";
import { Editions } from "./editions";
import { PosterLinks } from "./poster-links";
import { RevokeCode } from "./revoke-code";

type CodeCardProps = {
  code: Omit<CodeRow, "tenantId" | "merchantId">;
  mayManage: boolean;
  withStore: boolean;
};

/** One code: how it looks, whether it takes money, its posters, and its end. */
export function CodeCard({ code, mayManage, withStore }: CodeCardProps) {
  const words = useTranslations("codes");
  const { state, counterName, storeName, wallets } = code;
  const isPrinted = state === "active" || state === "paused";
  return (
    <Card className="h-full p-5">
      <div className="flex h-full flex-col gap-4">
        <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <QrFrame code={code.code} size="sm" className="self-start">
            {/* biome-ignore lint/performance/noImgElement: a vector from our own route, which next/image would not touch */}
            <img
              src={`/api/codes/${code.code}/symbol.svg`}
              alt={words("symbolOf", { store: storeName })}
              width={144}
              height={144}
              loading="lazy"
              className={state === "retired" ? "opacity-40" : undefined}
            />
          </QrFrame>
          <div className="grid min-w-0 content-start justify-items-start gap-2">
            <div className="min-w-0">
              <h2 className="text-lg">
                <TextLink href={`/codes/${code.code}`}>
                  {counterName === "" ? storeName : counterName}
                </TextLink>
              </h2>
              {withStore && counterName !== "" ? <p className="text-sm text-muted">{storeName}</p> : null}
            </div>
            <StateBadge tone={CODE_TONES[state]}>{words(`state.${state}`)}</StateBadge>
            <StateHint code={code} />
            {wallets.length === 0 || !isPrinted ? null : (
              <p className="text-sm">
                <span className="text-muted">{words("wallets")}: </span>
                {wallets.map(({ id, name }, at) => (
                  <span key={id} className="whitespace-nowrap">
                    {name}
                    {at < wallets.length - 1 ? ", " : ""}
                  </span>
                ))}
              </p>
            )}
          </div>
        </div>
        {isPrinted ? <PosterLinks code={code.code} /> : null}
        <div className="mt-auto flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
          <div className="flex flex-wrap gap-2">
            <LinkButton variant="soft" size="sm" href={`/codes/${code.code}`}>
              {words(isPrinted ? "manage" : "details")}
            </LinkButton>
            <Editions code={code.code} />
          </div>
          {mayManage && canTransition(state, "retired") ? (
            <div className="ml-auto">
              <RevokeCode code={code.code} storeName={storeName} />
            </div>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function StateHint({ code }: { code: Pick<CodeRow, "state" | "retireAt"> }) {
  const words = useTranslations("codes.stateHint");
  const locale = useLocale();
  const { state, retireAt } = code;
  const text =
    state === "retiring" && retireAt !== null
      ? words.rich("retiring", { until: () => <DateTime value={retireAt} locale={locale} /> })
      : words(state === "retiring" ? "active" : state);
  return <p className="text-sm text-muted">{text}</p>;
}
