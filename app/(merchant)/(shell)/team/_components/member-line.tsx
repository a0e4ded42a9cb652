import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import type { TeamMember } from "@/server/identity/team/queries";
import { isMerchantRole } from "@/server/kernel/permissions";

/** One person of the team: who, in which role, and what the role lets them do. */
export async function MemberLine({ member }: { member: TeamMember }) {
  const words = await getTranslations("merchant.team");
  const roles = await getTranslations("identity.roles");
  const { name, email, role, storeCount, self } = member;
  const known = isMerchantRole(role) ? role : null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 px-5 py-4">
      <div className="min-w-0">
        <p className="font-bold">
          {name === "" ? email : name}
          {self ? (
            <Badge tone="info" className="ml-2">
              {words("you")}
            </Badge>
          ) : null}
        </p>
        <p className="text-sm break-all text-muted">{email}</p>
      </div>
      <div className="text-sm sm:text-right">
        <p className="font-bold">{known === null ? role : roles(known)}</p>
        <p className="text-muted">{known === null ? null : words(`can.${known}`)}</p>
        <p className="text-muted">
          {storeCount === "all" ? words("allStores") : words("storeCount", { count: storeCount })}
        </p>
      </div>
    </li>
  );
}
