"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { NameForm } from "../../_components/name-form";

/** A further payout group; it is paid nothing before an account is registered for it. */
export function NewGroup() {
  const words = useTranslations("chain.groups");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(
    trpc.payoutGroups.add.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.payoutGroups.pathFilter()),
    }),
  );
  return (
    <NameForm
      label={words("name")}
      action={words("add")}
      isPending={add.isPending}
      error={add.error}
      failed={words("failed")}
      onSend={(name, clear) => add.mutate({ name }, { onSuccess: clear })}
    />
  );
}
