"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { NameForm } from "../../_components/name-form";

/** A further area, which inherits everything from the merchant until it says otherwise. */
export function NewArea() {
  const words = useTranslations("merchant.area");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(
    trpc.areas.add.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.areas.pathFilter()),
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
