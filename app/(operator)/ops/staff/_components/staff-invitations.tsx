"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { InvitationList } from "@/app/_components/identity/invitation-list";
import { useTRPC } from "@/app/_trpc/client";
import { useStaffChange } from "./use-staff-change";

/** Who has been asked onto the staff and has not come yet. */
export function StaffInvitations({ mayManage }: { mayManage: boolean }) {
  const people = useTranslations("people.team");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const { data } = useSuspenseQuery(trpc.staff.invitations.queryOptions());
  const resend = useMutation(
    trpc.staff.resendInvitation.mutationOptions({ onSuccess: () => changed(people("sent")) }),
  );
  const revoke = useMutation(
    trpc.staff.revokeInvitation.mutationOptions({ onSuccess: () => changed(people("revoked")) }),
  );
  return (
    <InvitationList
      invitations={data}
      mayManage={mayManage}
      isBusy={resend.isPending || revoke.isPending}
      error={revoke.error ?? resend.error}
      onResend={(invitationId) => resend.mutate({ invitationId })}
      onRevoke={(invitationId) => revoke.mutateAsync({ invitationId })}
    />
  );
}
