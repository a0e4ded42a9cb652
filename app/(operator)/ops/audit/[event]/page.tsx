import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActionName } from "@/app/_components/audit/action-name";
import { NotYours } from "@/app/_components/errors/not-yours";
import { load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { EventFacts } from "./_components/event-facts";
import { EventStates } from "./_components/event-states";

type EventProps = { params: Promise<{ event: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("audit.detail") };
}

export default async function AuditEventPage({ params }: EventProps) {
  const { event: id } = await params;
  const words = await getTranslations("ops.audit");
  if (!(await ownDesk()).may("audit:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const event = await load(trpc.audit.get.queryOptions({ id }));
  return (
    <>
      <PageHeader
        title={<ActionName action={event.action} />}
        support={words("detailLead")}
        back={{ href: "/ops/audit", label: words("title") }}
      />
      <div className="grid gap-5 lg:grid-cols-[22rem_1fr] lg:items-start">
        <EventFacts event={event} />
        <EventStates event={event} />
      </div>
    </>
  );
}
