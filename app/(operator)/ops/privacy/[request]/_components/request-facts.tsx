import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import type { DeskRequest } from "@/server/privacy/requests/queries";
import type { ErasureLine } from "@/server/privacy/requests/rules";

type RequestFactsProps = { request: DeskRequest & { readonly plan: readonly ErasureLine[] } };

/** Who asks for what until when, and for an erasure what would go and what the law keeps. */
export function RequestFacts({ request }: RequestFactsProps) {
  const words = useTranslations("ops.privacy");
  const locale = useLocale();
  const optional = (id: string, label: string, value: string) => (value === "" ? [] : [{ id, label, value }]);
  const rows = [
    { id: "person", label: words("person"), value: `${request.personName} ${request.email}`.trim() },
    ...optional("merchant", words("merchant"), request.merchantName),
    {
      id: "requested",
      label: words("requested"),
      value: <DateTime value={request.requestedAt} locale={locale} />,
    },
    { id: "due", label: words("due"), value: <DateTime value={request.dueAt} locale={locale} show="day" /> },
    ...optional("words", words("words"), request.words),
    ...optional("answer", words("answer"), request.answer),
  ];
  return (
    <Card>
      <CardBody className="grid gap-5">
        <DataList rows={rows} stacked />
        {request.plan.length === 0 ? null : <ErasurePlan plan={request.plan} />}
      </CardBody>
    </Card>
  );
}

function ErasurePlan({ plan }: { plan: readonly ErasureLine[] }) {
  const words = useTranslations("ops.privacy");
  const locale = useLocale();
  return (
    <section>
      <h2 className="text-lg">{words("plan")}</h2>
      <ul className="mt-2 grid gap-2">
        {plan.map(({ group, outcome, because, untilOn }) => (
          <li key={group} className="rounded border border-line p-3">
            <span className="font-bold">{words(`group.${group}`)}</span>: {words(`outcome.${outcome}`)}
            <span className="block text-sm text-muted">
              {words(`because.${because}`)}{" "}
              {untilOn === null
                ? null
                : words.rich("until", {
                    day: () => <CalendarDay value={untilOn} locale={locale} show="dated" />,
                  })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
