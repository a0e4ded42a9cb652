import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import type { AuditDetail } from "@/server/audit/queries";

/** Who did what to what, and when; each number leads to everything else about it. */
export function EventFacts({ event }: { event: AuditDetail }) {
  const words = useTranslations("ops.audit");
  const locale = useLocale();
  const everything = (name: string, id: string) => (
    <TextLink href={`/ops/audit?${name}=${encodeURIComponent(id)}`} className="font-mono text-sm break-all">
      {id}
    </TextLink>
  );
  const rows = [
    {
      id: "time",
      label: words("time"),
      value: <DateTime value={event.occurredAt} locale={locale} show="moment" />,
    },
    {
      id: "who",
      label: words("who"),
      value: (
        <span>
          {event.actorName === null ? null : <span className="block">{event.actorName}</span>}
          {everything("actor", event.actorId)}
        </span>
      ),
    },
    { id: "which", label: words("which"), value: everything("subjectId", event.subjectId) },
    ...(event.tenantId === null
      ? []
      : [{ id: "tenant", label: words("tenant"), value: everything("tenantId", event.tenantId) }]),
    {
      id: "request",
      label: words("request"),
      value: <span className="font-mono text-sm break-all">{event.requestId}</span>,
    },
    {
      id: "id",
      label: words("number"),
      value: <span className="font-mono text-sm break-all">{event.id}</span>,
    },
  ];
  return (
    <Card>
      <CardBody>
        <DataList rows={rows} stacked />
      </CardBody>
    </Card>
  );
}
