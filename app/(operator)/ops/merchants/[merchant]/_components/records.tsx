"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ActionName } from "@/app/_components/audit/action-name";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";

/** What people and processes did with this merchant, newest first. */
export function Records({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.audit.list.queryOptions({ tenantId: merchantId, limit: 10 }));
  return (
    <Card>
      <CardHeader
        title={words("records")}
        action={<TextLink href={`/ops/audit?tenantId=${merchantId}`}>{words("allRecords")}</TextLink>}
      />
      <CardBody>
        {data.lines.length === 0 ? <p className="text-muted">{words("noTimeline")}</p> : null}
        <ol className="divide-y divide-line">
          {data.lines.map((line) => (
            <li key={line.id} className="flex flex-wrap items-baseline gap-x-4 py-2 text-sm">
              <DateTime value={line.occurredAt} locale={locale} className="text-muted" />
              <span className="font-bold">
                <ActionName action={line.action} />
              </span>
              <span className="font-mono text-muted">{line.actorId}</span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
