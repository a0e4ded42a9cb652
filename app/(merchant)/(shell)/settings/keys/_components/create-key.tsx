"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { API_SCOPE_NAMES, API_SCOPE_WORDS } from "@/server/alerts/keys/rules";
import { createKeyInput, KEY_NAME_MAX } from "@/server/alerts/keys/schema";
import { ShownOnce } from "../../_components/shown-once";

/** Asks what a key is for and what it may read, and shows the key once. */
export function CreateKey() {
  const words = useTranslations("integration.keys");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [wrong, setWrong] = useState<readonly PropertyKey[]>([]);
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.keys.pathFilter()),
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = createKeyInput.safeParse({ name: form.get("name"), scopes: form.getAll("scopes") });
    setWrong(read.success ? [] : read.error.issues.map(({ path }) => path[0] ?? ""));
    if (read.success && !create.isPending) create.mutate(read.data);
  }

  function change(open: boolean) {
    create.reset();
    setWrong([]);
    setIsOpen(open);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button>
          <KeyRound aria-hidden />
          {words("create")}
        </Button>
      }
      title={words("create")}
      closeLabel={common("close")}
    >
      {create.data ? (
        <ShownOnce
          text={create.data.text}
          what={words("created")}
          todo={words("createdBody")}
          onDone={() => change(false)}
        />
      ) : (
        <form onSubmit={submit} noValidate className="grid gap-5">
          <Field
            label={words("name")}
            support={words("nameSupport")}
            required
            mark={common("required")}
            error={wrong.includes("name") ? words("nameRequired") : undefined}
          >
            {(control) => <Input {...control} name="name" maxLength={KEY_NAME_MAX} autoComplete="off" />}
          </Field>
          <fieldset>
            <legend className="font-bold">{words("scopes")}</legend>
            {API_SCOPE_NAMES.map((scope) => (
              <Checkbox
                key={scope}
                name="scopes"
                value={scope}
                defaultChecked
                label={words(`scope.${API_SCOPE_WORDS[scope]}`)}
              />
            ))}
            {wrong.includes("scopes") ? (
              <p role="alert" className="text-sm text-vermilion-700">
                {words("scopeRequired")}
              </p>
            ) : null}
          </fieldset>
          <ErrorAlert error={create.error} what={words("failed")} />
          <Button type="submit" pending={create.isPending}>
            {words("create")}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
