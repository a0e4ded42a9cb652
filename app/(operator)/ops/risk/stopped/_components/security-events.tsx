import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { listSecurityEvents } from "@/server/directory/risk/queries";

type SecurityEventsProps = { page: Awaited<ReturnType<typeof listSecurityEvents>>; isFirst: boolean };

/** Calls with a wrong signature, of an unknown client or of another time. */
export function SecurityEvents({ page, isFirst }: SecurityEventsProps) {
  const words = useTranslations("ops.risk");
  const locale = useLocale();
  return (
    <Card>
      <CardHeader title={words("events")} />
      <CardBody>
        <Table label={words("events")} frameClassName="max-h-128">
          <TableHead>
            <tr>
              <TableHeader>{words("time")}</TableHeader>
              <TableHeader>{words("kind")}</TableHeader>
              <TableHeader>{words("client")}</TableHeader>
              <TableHeader>{words("detail")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {page.events.length === 0 ? <TableEmpty columns={4}>{words("noEvents")}</TableEmpty> : null}
            {page.events.map((event) => (
              <TableRow key={event.id}>
                <TableCell>
                  <DateTime value={event.occurredAt} locale={locale} />
                </TableCell>
                <TableCell className="font-bold whitespace-nowrap">{event.kind}</TableCell>
                <TableCell className="font-mono text-xs">{event.clientId}</TableCell>
                <TableCell className="text-xs">{event.detail}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {isFirst && page.olderThan === null ? null : (
          <Pagination
            className="mt-3"
            labels={{ nav: words("events"), previous: words("newest"), next: words("older") }}
            previousHref={isFirst ? undefined : "/ops/risk/stopped"}
            nextHref={page.olderThan === null ? undefined : `/ops/risk/stopped?olderThan=${page.olderThan}`}
          />
        )}
      </CardBody>
    </Card>
  );
}
