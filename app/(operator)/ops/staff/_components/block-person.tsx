"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Confirm } from "@/app/_components/identity/confirm";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useStaffChange } from "./use-staff-change";

type BlockPersonProps = { personId: string; name: string; isBlocked: boolean };

/** Shuts a person out of every browser at once, or lets them in again. */
export function BlockPerson({ personId, name, isBlocked }: BlockPersonProps) {
  const words = useTranslations("ops.staff");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const onSuccess = () => changed(words("done"));
  const block = useMutation(trpc.staff.blockPerson.mutationOptions({ onSuccess }));
  const unblock = useMutation(trpc.staff.unblockPerson.mutationOptions({ onSuccess }));
  if (isBlocked) {
    return (
      <Button
        variant="secondary"
        size="sm"
        pending={unblock.isPending}
        onClick={() => unblock.mutate({ personId })}
      >
        {words("unblock")}
      </Button>
    );
  }
  return (
    <Confirm
      trigger={
        <Button variant="quiet" size="sm" aria-label={`${name}: ${words("block")}`}>
          {words("block")}
        </Button>
      }
      title={words("blockTitle", { name })}
      explain={words("blockExplain")}
      action={words("block")}
      pending={block.isPending}
      error={block.error}
      onConfirm={() => block.mutateAsync({ personId })}
    />
  );
}
