"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** Names a new area. */
export function NewArea() {
  const words = useTranslations("merchant.area");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const add = useMutation(
    trpc.areas.add.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.areas.pathFilter());
        setName("");
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending && name.trim() !== "") add.mutate({ name });
  }

  return (
    <form onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-3">
      <Field label={words("name")} className="grow">
        {(control) => (
          <Input {...control} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Button type="submit" variant="secondary" pending={add.isPending}>
        {words("add")}
      </Button>
      <ErrorAlert error={add.error} what={words("failed")} className="w-full" />
    </form>
  );
}
