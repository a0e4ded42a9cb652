"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { StaffDialog } from "./staff-dialog";
import { useStaffChange } from "./use-staff-change";

/** Gives somebody a role by their e-mail address. */
export function GrantRole() {
  const words = useTranslations("ops.staff");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const grant = useMutation(
    trpc.staff.grantRole.mutationOptions({ onSuccess: () => changed(words("granted")) }),
  );
  return (
    <StaffDialog
      trigger={<Button variant="secondary">{words("add")}</Button>}
      title={words("add")}
      lead={words("addExplain")}
      action={words("add")}
      pending={grant.isPending}
      error={grant.error}
      onSubmit={(person) => grant.mutateAsync(person)}
    />
  );
}
