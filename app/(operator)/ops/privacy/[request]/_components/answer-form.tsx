"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import type { RequestKind } from "@/server/privacy/requests/rules";

type AnswerFormProps = { requestId: string; kind: RequestKind };

/** Grants or refuses a request, with words that its person reads. */
export function AnswerForm({ requestId, kind }: AnswerFormProps) {
  const words = useTranslations("ops.privacy");
  const common = useTranslations("common");
  const router = useRouter();
  const trpc = useTRPC();
  const [answer, setAnswer] = useState("");
  const send = useMutation(trpc.privacy.answer.mutationOptions({ onSuccess: () => router.refresh() }));
  const decide = (outcome: "done" | "refused") => send.mutate({ requestId, outcome, answer });
  return (
    <Card>
      <CardHeader title={words("answerTitle")} support={words(`grantExplain.${kind}`)} />
      <CardBody className="grid gap-4">
        <Field label={words("answer")} mark={common("required")} required support={words("answerSupport")}>
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              maxLength={2_000}
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
            />
          )}
        </Field>
        <ErrorAlert error={send.error} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button
            variant="secondary"
            pending={send.isPending && send.variables.outcome === "refused"}
            onClick={() => decide("refused")}
          >
            {words("refuse")}
          </Button>
          <Button
            variant={kind === "erasure" ? "danger" : "primary"}
            pending={send.isPending && send.variables.outcome === "done"}
            onClick={() => decide("done")}
          >
            {words(`grant.${kind}`)}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
