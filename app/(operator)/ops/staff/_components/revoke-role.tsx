"use client";

import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Confirm } from "@/app/_components/identity/confirm";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useStaffChange } from "./use-staff-change";

type RevokeRoleProps = { membershipId: string; role: string; name: string };

/** Takes a role away, which acts at once. */
export function RevokeRole({ membershipId, role, name }: RevokeRoleProps) {
  const words = useTranslations("ops.staff");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const revoke = useMutation(
    trpc.staff.revokeRole.mutationOptions({ onSuccess: () => changed(words("revoked")) }),
  );
  return (
    <Confirm
      trigger={
        <Button variant="quiet" size="icon-sm" aria-label={`${name}: ${words("revoke", { role })}`}>
          <X aria-hidden />
        </Button>
      }
      title={words("revokeTitle", { name, role })}
      explain={words("revokeExplain")}
      action={words("revoke", { role })}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutateAsync({ membershipId })}
    />
  );
}
