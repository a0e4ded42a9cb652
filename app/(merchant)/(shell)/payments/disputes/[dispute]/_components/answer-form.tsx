"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";
import { DISPUTE_ANSWERS, type DisputeAnswer } from "@/server/payments/disputes/rules";

/** The shop's answer, which is given once. */
export function AnswerForm({ disputeId }: { disputeId: string }) {
  const words = useTranslations("disputes.answer");
  const trpc = useTRPC();
  const toast = useToast();
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<DisputeAnswer>("contest");
  const [text, setText] = useState("");
  const give = useMutation(
    trpc.disputes.answer.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.disputes.pathFilter());
        toast({ tone: "good", title: words("sent") });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!give.isPending) give.mutate({ disputeId, answer, text });
  }

  return (
    <Card>
      <CardHeader title={words("title")} />
      <CardBody className="pt-2">
        <form onSubmit={submit} className="grid gap-4">
          <RadioGroup
            name="answer"
            legend={words("legend")}
            columns={2}
            value={answer}
            onValueChange={(value) =>
              setAnswer(DISPUTE_ANSWERS.find((known) => known === value) ?? "contest")
            }
            options={DISPUTE_ANSWERS.map((value) => ({
              value,
              label: words(value),
              support: words(`${value}Support`),
            }))}
          />
          <Field label={words("text")} support={words("textSupport")}>
            {(control) => (
              <Textarea
                {...control}
                rows={5}
                maxLength={1_000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <ErrorAlert error={give.error} what={words("failed")} />
          <Button type="submit" variant={answer === "accept" ? "danger" : "primary"} pending={give.isPending}>
            {answer === "accept" ? words("accept") : words("send")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
