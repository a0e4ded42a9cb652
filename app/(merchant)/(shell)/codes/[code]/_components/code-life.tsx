"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { EditionLines } from "@/app/_components/codes/editions";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";

/** Everything that ever happened to a code, newest first, and the sheets that were printed of it. */
export function CodeLife({ code }: { code: string }) {
  const words = useTranslations("codes");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: life } = useSuspenseQuery(trpc.codes.life.queryOptions({ code }));
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Card>
        <CardHeader title={words("life")} />
        <CardBody>
          <ol className="divide-y divide-line">
            {life.map(({ id, event, personName, at }) => (
              <li key={id} className="py-3">
                <p className="font-bold">{words(`lifeEvent.${lifeKey(event)}`)}</p>
                <p className="text-sm text-muted">
                  <DateTime value={at} locale={locale} show="full" /> ·{" "}
                  {personName === null || personName === "" ? words("lifeBySystem") : personName}
                </p>
              </li>
            ))}
          </ol>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={words("history")} />
        <CardBody>
          <EditionLines code={code} />
        </CardBody>
      </Card>
    </div>
  );
}

const LIFE_KEYS = {
  "code.create": "created",
  "code.configure": "configured",
  "code.pause": "paused",
  "code.resume": "resumed",
  "code.reissue": "reissued",
  "code.lost": "lost",
  "code.damaged": "damaged",
  "code.revoke": "revoked",
  "code.retire": "retired",
  "poster.issue": "printed",
} as const;

function lifeKey(event: keyof typeof LIFE_KEYS) {
  return LIFE_KEYS[event];
}
