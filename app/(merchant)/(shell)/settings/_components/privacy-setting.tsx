"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { StateBadge } from "@/app/_ui/state-badge";
import { Textarea } from "@/app/_ui/textarea";
import type { OwnRequest } from "@/server/privacy/requests/queries";
import { REQUEST_KINDS, type RequestKind } from "@/server/privacy/requests/rules";

/** Asks for a copy, a correction or the erasure of one's own data, and shows what came of it. */
export function PrivacySetting() {
  const words = useTranslations("privacy.request");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: requests } = useSuspenseQuery(trpc.privacy.mine.queryOptions());
  const [kind, setKind] = useState<RequestKind>("copy");
  const [text, setText] = useState("");
  const ask = useMutation(
    trpc.privacy.ask.mutationOptions({
      onSuccess: async () => {
        setText("");
        await queries.invalidateQueries({ queryKey: trpc.privacy.mine.queryKey() });
      },
    }),
  );
  const needsWords = kind === "correction";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ kind, words: text });
  };
  return (
    <Card id="privacy" className="scroll-mt-24">
      <CardHeader title={words("title")} support={words("lead")} />
      <CardBody className="grid gap-6">
        {requests.length === 0 ? null : (
          <ul className="divide-y divide-line rounded border border-line">
            {requests.map((request) => (
              <RequestLine key={request.id} request={request} />
            ))}
          </ul>
        )}
        <form onSubmit={submit} className="grid gap-4">
          <RadioGroup
            name="privacy-kind"
            legend={words("kind")}
            value={kind}
            onValueChange={(value) => setKind(REQUEST_KINDS.find((one) => one === value) ?? "copy")}
            options={REQUEST_KINDS.map((value) => ({
              value,
              label: words(`kinds.${value}`),
              support: words(`explain.${value}`),
            }))}
          />
          <Field
            label={words("words")}
            mark={common(needsWords ? "required" : "optional")}
            required={needsWords}
            support={words("wordsSupport")}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                maxLength={2_000}
                required={needsWords}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <ErrorAlert error={ask.error} />
          <Button type="submit" variant="secondary" pending={ask.isPending} className="justify-self-start">
            {words("ask")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

/** A stored state that this version does not know is shown as one that waits. */
const STATES = ["open", "accepted", "done", "refused"] as const;
const TONES = { open: "waiting", accepted: "waiting", done: "good", refused: "neutral" } as const;

function RequestLine({ request }: { request: OwnRequest }) {
  const words = useTranslations("privacy.request");
  const locale = useLocale();
  const state = STATES.find((known) => known === request.state) ?? "open";
  return (
    <li className="grid gap-1 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-bold">{words(`kinds.${request.kind}`)}</span>
        <StateBadge tone={TONES[state]}>{words(`state.${state}`)}</StateBadge>
      </div>
      <p className="text-sm text-muted">
        <DateTime value={request.requestedAt} locale={locale} />
        {request.decidedAt === null ? (
          <>
            {" · "}
            {words.rich("due", { day: () => <DateTime value={request.dueAt} locale={locale} show="day" /> })}
          </>
        ) : null}
      </p>
      {request.answer === "" ? null : <p className="whitespace-pre-line">{request.answer}</p>}
      {request.copyUntil === null ? null : (
        <form method="post" action={`/api/privacy/copy/${request.id}`} className="mt-1">
          <Button type="submit" size="sm" variant="soft">
            {words("take")}
          </Button>
        </form>
      )}
    </li>
  );
}
