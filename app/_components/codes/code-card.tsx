"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
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
  const isOver = code.state === "retired";
  const title = code.counterName === "" ? code.storeName : words("counter", { name: code.counterName });
  return (
    <Card className="grid gap-5 p-5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <QrFrame code={code.code} className="self-start p-3">
        {/* biome-ignore lint/performance/noImgElement: a vector from our own route, which next/image would not touch */}
        <img
          src={`/api/codes/${code.code}/symbol.svg`}
          alt={words("symbolOf", { store: code.storeName })}
          width={176}
          height={176}
          loading="lazy"
          className={isOver ? "opacity-40" : undefined}
        />
      </QrFrame>
      <div className="grid min-w-0 content-start gap-3">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <div className="min-w-0">
            <h2 className="text-lg">
              <TextLink href={`/codes/${code.code}`}>{title}</TextLink>
            </h2>
            {withStore && code.counterName !== "" ? (
              <p className="text-sm text-muted">{code.storeName}</p>
            ) : null}
          </div>
          <StateBadge tone={CODE_TONES[code.state]}>{words(`state.${code.state}`)}</StateBadge>
        </div>
        <StateHint code={code} />
        {code.wallets.length === 0 ? null : (
          <p className="text-sm">
            <span className="text-muted">{words("wallets")}: </span>
            {code.wallets.map((wallet) => wallet.name).join(", ")}
          </p>
        )}
        {isOver ? null : <PosterLinks code={code.code} />}
        <div className="flex flex-wrap items-start justify-between gap-2">
          <Editions code={code.code} />
          {mayManage && canTransition(code.state, "retired") ? (
            <RevokeCode code={code.code} storeName={code.storeName} />
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
