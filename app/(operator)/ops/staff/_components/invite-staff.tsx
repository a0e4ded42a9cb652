"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { StaffDialog } from "./staff-dialog";
import { useStaffChange } from "./use-staff-change";

/** Asks somebody onto the staff by mail; they get the role when they accept. */
export function InviteStaff() {
  const words = useTranslations("ops.staff");
  const people = useTranslations("people.team");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const invite = useMutation(trpc.staff.invite.mutationOptions({ onSuccess: () => changed(people("sent")) }));
  return (
    <StaffDialog
      trigger={<Button>{people("invite")}</Button>}
      title={words("inviteTitle")}
      lead={words("inviteLead")}
      action={people("send")}
      pending={invite.isPending}
      error={invite.error}
      onSubmit={(person) => invite.mutateAsync({ ...person, locale: "ja" })}
    />
  );
}
