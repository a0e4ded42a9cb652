"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { TeamMember } from "@/server/identity/team/queries";
import { isMerchantRole } from "@/server/kernel/permissions";
import { ChangeMember } from "./change-member";
import type { StoreChoice } from "./work-place";

type MemberLineProps = {
  member: TeamMember;
  stores: readonly StoreChoice[];
  mayManage: boolean;
  /** The only owner stays one: nothing is offered that would be refused. */
  isLastOwner: boolean;
};

/** One person of the team: who, in which role, for which stores, and what the role lets them do. */
export function MemberLine({ member, stores, mayManage, isLastOwner }: MemberLineProps) {
  const words = useTranslations("merchant.team");
  const roles = useTranslations("identity.roles");
  const errors = useTranslations("errors");
  const { name, email, role, storeIds, storeCount, self, membershipId } = member;
  const known = isMerchantRole(role) ? role : null;
  const called = name === "" ? email : name;
  const storeNames = stores.filter(({ id }) => storeIds.includes(id)).map((store) => store.name);
  const named =
    storeIds.length > 0 && storeNames.length === storeIds.length && storeIds.length <= 3
      ? storeNames.join(" · ")
      : null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-5 py-4">
      <div className="min-w-0">
        <p className="font-bold">
          {called}
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
          {storeCount === "all" ? words("allStores") : (named ?? words("storeCount", { count: storeCount }))}
        </p>
      </div>
      {mayManage && isLastOwner ? <p className="w-full text-sm text-muted">{errors("last_owner")}</p> : null}
      {mayManage && !isLastOwner && known !== null ? (
        <div className="w-full">
          <ChangeMember
            membershipId={membershipId}
            name={called}
            place={{ role: known, storeIds }}
            stores={stores}
          />
        </div>
      ) : null}
    </li>
  );
}
