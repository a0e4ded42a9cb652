import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { MemberLine } from "./_components/member-line";

export async function generateMetadata() {
  const words = await getTranslations("merchant.team");
  return { title: words("title") };
}

export default async function TeamPage() {
  const words = await getTranslations("merchant.team");
  if (!(await ownPlace()).may("team:read")) return <NotYours title={words("title")} homeHref="/home" />;
  const members = await (await caller()).team.list();
  return (
    <>
      <PageHeader title={words("title")} support={words("lead")} />
      <Card>
        <ul className="divide-y divide-line">
          {members.map((member) => (
            <MemberLine key={member.membershipId} member={member} />
          ))}
        </ul>
      </Card>
      <p className="mt-4 text-sm text-muted">{words("change")}</p>
    </>
  );
}
