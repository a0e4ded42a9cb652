"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { TextLink } from "@/app/_ui/text-link";
import type { Tone } from "@/app/_ui/tone";
import { canMoveImport, type ImportState } from "@/server/directory/import/files/rules";
import { IMPORT_PAGES, type ImportSide, useImports } from "./side";

export const IMPORT_TONES: Readonly<Record<ImportState, Tone>> = {
  waiting: "waiting",
  checking: "waiting",
  checked: "info",
  refused: "attention",
  running: "waiting",
  done: "good",
  cancelled: "neutral",
  failed: "attention",
  expired: "neutral",
};
const LOOK_AGAIN_MS = 3_000;

/** Whether an import moves by itself, so that its screen looks again. */
export function isUnderWay(state: ImportState): boolean {
  return state !== "checked" && state !== "failed" && canMoveImport(state, "cancelled");
}

/** The newest imports and what became of them. */
export function ImportList({ side }: { side: ImportSide }) {
  const words = useTranslations("imports");
  const locale = useLocale();
  const imports = useImports(side);
  const { data } = useSuspenseQuery({
    ...imports.list.queryOptions({}),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => isUnderWay(one.state)) ? LOOK_AGAIN_MS : false,
  });
  return (
    <Card>
      <CardHeader title={words("list.title")} />
      <CardBody>
        {data.length === 0 ? <p className="text-muted">{words("list.none")}</p> : null}
        <ul className="divide-y divide-line">
          {data.map(({ importId, fileName, state, createdAt, rows, created, changed, kept, failed }) => (
            <li key={importId} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div className="min-w-0 grow">
                <TextLink href={`${IMPORT_PAGES[side]}/${importId}`} className="font-bold break-all">
                  {fileName}
                </TextLink>
                <p className="tabular text-sm text-muted">
                  <DateTime value={createdAt} locale={locale} />
                  {rows > 0 ? ` · ${words("list.line", { rows, created, changed, kept, failed })}` : null}
                </p>
              </div>
              <StateBadge tone={IMPORT_TONES[state]}>{words(`state.${state}`)}</StateBadge>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
