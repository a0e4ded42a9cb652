"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Confirm } from "@/app/_components/identity/confirm";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

type StopPayoutsProps = { group: { readonly id: string; readonly stopReason: string | null } };

/** Stops the payouts of a group with a reason, or lets them go on. */
export function StopPayouts({ group }: StopPayoutsProps) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const payoutGroupId = group.id;
  const done = (title: string) => async () => {
    await queries.invalidateQueries(trpc.settlement.pathFilter());
    show({ tone: "good", title });
  };
  const stop = useMutation(
    trpc.settlement.holds.stop.mutationOptions({ onSuccess: done(words("holds.stopped")) }),
  );
  const resume = useMutation(
    trpc.settlement.holds.resume.mutationOptions({ onSuccess: done(words("holds.resumed")) }),
  );
  if (group.stopReason !== null) {
    return (
      <Confirm
        trigger={<Button variant="secondary">{words("holds.resume")}</Button>}
        title={words("holds.resume")}
        explain={group.stopReason}
        action={words("holds.resume")}
        pending={resume.isPending}
        error={resume.error}
        onConfirm={() => resume.mutateAsync({ payoutGroupId })}
      />
    );
  }
  return (
    <ReasonDialog
      trigger={<Button variant="quiet">{words("holds.stop")}</Button>}
      title={words("holds.stop")}
      explain={words("holds.stopExplain")}
      label={words("holds.reason")}
      wrong={words("wrong")}
      action={words("holds.stop")}
      pending={stop.isPending}
      error={stop.error}
      onConfirm={(reason) => stop.mutateAsync({ payoutGroupId, reason })}
    />
  );
}
