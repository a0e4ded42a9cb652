"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useToast } from "@/app/_ui/toast";

/** The instant of a date and time as typed, which is Japan's whatever zone the browser is in. */
function instantOf(typed: FormDataEntryValue | null): number {
  return Date.parse(`${String(typed)}:00+09:00`);
}

/** Sends the messages of a time again. */
export function ReplayRange({ endpointId }: { endpointId: string }) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const replay = useMutation(
    trpc.webhooks.replayRange.mutationOptions({
      onSuccess: async ({ replayed }) => {
        setIsOpen(false);
        await queries.invalidateQueries(trpc.webhooks.pathFilter());
        show({ tone: "info", title: words("rangeDone", { count: replayed }) });
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [fromMs, untilMs] = [instantOf(form.get("since")), instantOf(form.get("until")) + 59_999];
    const isRange = fromMs <= untilMs;
    setIsWrong(!isRange);
    if (isRange && !replay.isPending)
      replay.mutate({ endpointId, fromMs, untilMs, onlyFailed: form.get("onlyFailed") !== null });
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        replay.reset();
        setIsWrong(false);
        setIsOpen(open);
      }}
      trigger={
        <Button variant="secondary" size="sm">
          {words("range")}
        </Button>
      }
      title={words("range")}
      description={words("rangeLead")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field label={words("since")} required mark={common("required")}>
          {(control) => <Input {...control} name="since" type="datetime-local" />}
        </Field>
        <Field
          label={words("until")}
          required
          mark={common("required")}
          error={isWrong ? words("rangeInvalid") : undefined}
        >
          {(control) => <Input {...control} name="until" type="datetime-local" />}
        </Field>
        <Checkbox name="onlyFailed" defaultChecked label={words("onlyFailed")} />
        <ErrorAlert error={replay.error} what={words("failed")} />
        <Button type="submit" pending={replay.isPending}>
          {words("range")}
        </Button>
      </form>
    </Dialog>
  );
}
