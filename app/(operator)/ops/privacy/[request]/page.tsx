import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { AnswerForm } from "./_components/answer-form";
import { RequestFacts } from "./_components/request-facts";

type RequestProps = { params: Promise<{ request: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("privacy.title") };
}

export default async function PrivacyRequestPage({ params }: RequestProps) {
  const words = await getTranslations("ops.privacy");
  const kinds = await getTranslations("privacy.request.kinds");
  const desk = await ownDesk();
  if (!desk.may("privacy:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const request = await load(trpc.privacy.get.queryOptions({ requestId: (await params).request }));
  return (
    <>
      <PageHeader title={kinds(request.kind)} back={{ href: "/ops/privacy", label: words("title") }} />
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <RequestFacts request={request} />
        {request.state === "open" && desk.may("privacy:answer") ? (
          <AnswerForm requestId={request.id} kind={request.kind} />
        ) : null}
      </div>
    </>
  );
}
