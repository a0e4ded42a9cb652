"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";

/** Joins, acts in the new role, and goes where its day begins. */
export function Accept({ token }: { token: string }) {
  const words = useTranslations("people.invite");
  const trpc = useTRPC();
  const choose = useMutation(
    trpc.account.switchMembership.mutationOptions({ onSuccess: () => window.location.assign("/signin") }),
  );
  const accept = useMutation(
    trpc.invitations.accept.mutationOptions({
      onSuccess: ({ membershipId }) => choose.mutate({ membershipId }),
    }),
  );
  return (
    <div className="grid gap-4">
      <ErrorAlert error={accept.error ?? choose.error} />
      <Button
        size="lg"
        wide
        pending={accept.isPending || choose.isPending}
        onClick={() => accept.mutate({ token })}
      >
        {words("accept")}
      </Button>
    </div>
  );
}
