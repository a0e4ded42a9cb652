"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Confirm } from "@/app/_components/identity/confirm";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useStaffChange } from "./use-staff-change";

type StaffAccessProps = { personId: string; name: string; hasFactor: boolean };

/** For somebody who has lost their device, or whose open screens have to close. */
export function StaffAccess({ personId, name, hasFactor }: StaffAccessProps) {
  const words = useTranslations("ops.staff");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const onSuccess = () => changed(words("done"));
  const reset = useMutation(trpc.staff.resetSecondFactor.mutationOptions({ onSuccess }));
  const end = useMutation(trpc.staff.endSessions.mutationOptions({ onSuccess }));
  return (
    <>
      {hasFactor ? (
        <Confirm
          trigger={
            <Button variant="quiet" size="sm" aria-label={`${name}: ${words("reset")}`}>
              {words("reset")}
            </Button>
          }
          title={words("resetTitle", { name })}
          explain={words("resetExplain")}
          action={words("reset")}
          pending={reset.isPending}
          error={reset.error}
          onConfirm={() => reset.mutateAsync({ personId })}
        />
      ) : null}
      <Confirm
        trigger={
          <Button variant="quiet" size="sm" aria-label={`${name}: ${words("endSessions")}`}>
            {words("endSessions")}
          </Button>
        }
        title={words("endTitle", { name })}
        explain={words("endExplain")}
        action={words("endSessions")}
        pending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutateAsync({ personId })}
      />
    </>
  );
}
