import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { isOperatorRole, roleMay } from "@/server/kernel/permissions";
import { GrantRole } from "./_components/grant-role";
import { InviteStaff } from "./_components/invite-staff";
import { StaffInvitations } from "./_components/staff-invitations";
import { StaffTable } from "./_components/staff-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("staff.title") };
}

export default async function StaffPage() {
  const words = await getTranslations("ops.staff");
  if (!(await ownDesk()).may("staff:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const { current } = await (await caller()).account.me();
  const role = current?.role ?? "";
  const mayManage = isOperatorRole(role) && roleMay(role, "staff:manage");
  await Promise.all([load(trpc.staff.list.queryOptions()), load(trpc.staff.invitations.queryOptions())]);
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("support")}
        action={
          mayManage ? (
            <div className="flex flex-wrap gap-2">
              <GrantRole />
              <InviteStaff />
            </div>
          ) : undefined
        }
      />
      <StaffTable mayManage={mayManage} />
      <StaffInvitations mayManage={mayManage} />
    </HydrateClient>
  );
}
