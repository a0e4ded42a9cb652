"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { InvitationList } from "@/app/_components/identity/invitation-list";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { useToast } from "@/app/_ui/toast";
import { MemberLine } from "./member-line";
import type { StoreChoice } from "./work-place";

type TeamProps = { stores: readonly StoreChoice[]; mayManage: boolean };

/** Members, invitations that wait, and when support has looked. The page prefetches all three. */
export function Team({ stores, mayManage }: TeamProps) {
  const words = useTranslations("people.team");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { data: members } = useSuspenseQuery(trpc.team.list.queryOptions());
  const owners = members.filter(({ role }) => role === "owner").length;
  const { data: invitations } = useSuspenseQuery(trpc.team.invitations.queryOptions());
  const done = (title: string) => async () => {
    toast({ title });
    await queries.invalidateQueries(trpc.team.pathFilter());
  };
  const resend = useMutation(trpc.team.resendInvitation.mutationOptions({ onSuccess: done(words("sent")) }));
  const revoke = useMutation(
    trpc.team.revokeInvitation.mutationOptions({ onSuccess: done(words("revoked")) }),
  );
  return (
    <>
      <Card>
        <ul className="divide-y divide-line">
          {members.map((member) => (
            <MemberLine
              key={member.membershipId}
              member={member}
              stores={stores}
              mayManage={mayManage}
              isLastOwner={member.role === "owner" && owners === 1}
            />
          ))}
        </ul>
      </Card>
      <ErrorAlert error={resend.error} className="mt-6" />
      <InvitationList
        invitations={invitations}
        mayManage={mayManage}
        isBusy={resend.isPending || revoke.isPending}
        error={revoke.error}
        onResend={(invitationId) => resend.mutate({ invitationId })}
        onRevoke={(invitationId) => revoke.mutateAsync({ invitationId })}
      />
      <Views />
    </>
  );
}

function Views() {
  const words = useTranslations("people.team");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: views } = useSuspenseQuery(trpc.viewing.ofMerchant.queryOptions());
  if (views.length === 0) return null;
  return (
    <Card className="mt-6">
      <CardHeader title={words("views")} support={words("viewsLead")} />
      <ul className="divide-y divide-line">
        {views.map((view) => (
          <li key={view.viewId} className="px-5 py-3">
            <p className="break-words">{view.reason}</p>
            <p className="text-sm text-muted">
              <DateTime value={new Date(view.startedAtMs)} locale={locale} /> –{" "}
              <DateTime value={new Date(view.endedAtMs)} locale={locale} show="time" />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
