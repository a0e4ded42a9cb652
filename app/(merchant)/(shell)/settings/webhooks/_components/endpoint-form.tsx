"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import {
  URL_MAX,
  WEBHOOK_TYPE_NAMES,
  WEBHOOK_TYPE_WORDS,
  type WebhookType,
} from "@/server/alerts/webhooks/rules";
import { createEndpointInput, ENDPOINT_NAME_MAX } from "@/server/alerts/webhooks/schema";

type Terms = z.output<typeof createEndpointInput>;
type EndpointFormProps = {
  initial?: { readonly name: string; readonly url: string; readonly eventTypes: readonly WebhookType[] };
  submitLabel: string;
  isPending: boolean;
  error: unknown;
  onSubmit: (terms: Terms) => void;
};

/** What an endpoint is called, where it is and what it hears. */
export function EndpointForm({ initial, submitLabel, isPending, error, onSubmit }: EndpointFormProps) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const [wrong, setWrong] = useState<readonly PropertyKey[]>([]);
  const readError = useErrorMessage();
  const refusal = error === null ? null : readError(error);
  const atUrl = refusal?.field === "url" ? refusal.text : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = createEndpointInput.safeParse({
      name: form.get("name"),
      url: form.get("url"),
      eventTypes: form.getAll("eventTypes"),
    });
    setWrong(read.success ? [] : read.error.issues.map(({ path }) => path[0] ?? ""));
    if (read.success && !isPending) onSubmit(read.data);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field
        label={words("name")}
        support={words("nameSupport")}
        required
        mark={common("required")}
        error={wrong.includes("name") ? words("nameRequired") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={ENDPOINT_NAME_MAX}
            autoComplete="off"
            defaultValue={initial?.name}
          />
        )}
      </Field>
      <Field
        label={words("url")}
        support={words("urlSupport")}
        required
        mark={common("required")}
        error={wrong.includes("url") ? words("urlRequired") : atUrl}
      >
        {(control) => (
          <Input
            {...control}
            name="url"
            type="url"
            inputMode="url"
            maxLength={URL_MAX}
            autoComplete="off"
            defaultValue={initial?.url}
          />
        )}
      </Field>
      <fieldset>
        <legend className="font-bold">{words("types")}</legend>
        <div className="grid sm:grid-cols-2">
          {WEBHOOK_TYPE_NAMES.map((type) => (
            <Checkbox
              key={type}
              name="eventTypes"
              value={type}
              defaultChecked={initial === undefined || initial.eventTypes.includes(type)}
              label={words(`type.${WEBHOOK_TYPE_WORDS[type]}`)}
              support={<span className="font-mono">{type}</span>}
            />
          ))}
        </div>
        {wrong.includes("eventTypes") ? (
          <p role="alert" className="text-sm text-vermilion-700">
            {words("typesRequired")}
          </p>
        ) : null}
      </fieldset>
      {atUrl === undefined ? <ErrorAlert error={error} what={words("failed")} /> : null}
      <Button type="submit" pending={isPending}>
        {submitLabel}
      </Button>
    </form>
  );
}
