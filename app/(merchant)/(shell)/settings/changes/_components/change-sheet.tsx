"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { LOCALES } from "@/app/_i18n/locales";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { useToast } from "@/app/_ui/toast";
import { formatJstDateTime } from "@/server/kernel/calendar";
import { canChange } from "@/server/onboarding/changes/rules";
import type { Fields } from "@/server/onboarding/fields/rules";
import { ChangeField } from "./change-field";
import { PaperField } from "./paper-field";
import { useTyped } from "./use-typed";

/** One change: what holds now, what is to hold, on which papers, and where it stands. */
export function ChangeSheet({ changeId }: { changeId: string }) {
  const words = useTranslations("changes");
  const current = useLocale();
  const locale = LOCALES.find((known) => known === current) ?? "ja";
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const readError = useErrorMessage();
  const { data } = useSuspenseQuery(trpc.changes.own.queryOptions({ changeId }));
  const typed = useTyped(changeId);
  const fields = { ...data.fields, ...typed.fields };
  const done = (text: string) => async () => {
    await queries.invalidateQueries(trpc.changes.pathFilter());
    typed.clear();
    show({ tone: "good", title: text });
  };
  const submitFacts = useMutation(
    trpc.changes.submit.mutationOptions({ onSuccess: done(words("submitted")) }),
  );
  const submitAccount = useMutation(
    trpc.changes.submitAccount.mutationOptions({ onSuccess: done(words("submitted")) }),
  );
  const withdraw = useMutation(
    trpc.changes.withdraw.mutationOptions({ onSuccess: done(words("withdrawn")) }),
  );
  const submit = data.kind === "bank_account" ? submitAccount : submitFacts;
  const editable = canChange(data.state, "submit");
  const refusal = submit.error ? readError(submit.error) : undefined;
  const time = (at: Date) => formatJstDateTime(at.getTime(), locale);
  const { present } = data;
  return (
    <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
      <div className="grid gap-5">
        <Alert
          tone={data.state === "returned" || data.state === "rejected" ? "attention" : "info"}
          what={words(`state.${data.state}`)}
          why={data.reason ? words("why", { reason: data.reason }) : undefined}
          todo={
            data.state === "approved"
              ? data.heldUntil
                ? words("held", { time: time(data.heldUntil) })
                : data.closedAt
                  ? words("approvedOn", { time: time(data.closedAt) })
                  : undefined
              : !editable && data.dueAt && data.closedAt === null
                ? words("due", { time: time(data.dueAt) })
                : undefined
          }
        />
        <Card>
          <CardHeader title={words("now")} />
          <CardBody>
            {data.kind === "bank_account" ? (
              present.account === null ? (
                words("noAccount")
              ) : (
                <AccountLine account={present.account} />
              )
            ) : data.kind === "address" ? (
              `〒${present.postalCode} ${present.prefecture}${present.city}${present.addressLine}`
            ) : (
              `${present.legalName}（${present.legalNameKana}）`
            )}
          </CardBody>
        </Card>
      </div>
      {data.state === "withdrawn" || data.closedAt !== null ? null : (
        <Card>
          <CardHeader title={words("wanted")} />
          <CardBody className="grid gap-4">
            <ErrorAlert error={refusal?.field ? null : submit.error} />
            {data.asked.fields.map((name) => (
              <ChangeField
                key={name}
                name={name}
                fields={fields}
                disabled={!editable}
                isWrong={refusal?.field === name}
                requirement={data.requirements.find(({ field }) => field === name)}
                onChange={typed.change}
              />
            ))}
            {data.asked.papers.map((kind) => (
              <PaperField
                key={kind}
                changeId={changeId}
                kind={kind}
                disabled={!editable}
                isMissing={refusal?.field === `document:${kind}`}
                paper={data.papers.find((paper) => paper.kind === kind)}
                requirement={data.requirements.find(({ key }) => key === `document:${kind}`)}
              />
            ))}
            <div className="flex flex-wrap gap-3">
              {editable ? (
                <Button
                  pending={submit.isPending}
                  onClick={() => submit.mutate({ changeId, fields: sendable(fields) })}
                >
                  {words("submit")}
                </Button>
              ) : null}
              <Button
                variant="quiet"
                pending={withdraw.isPending}
                onClick={() => withdraw.mutate({ changeId })}
              >
                {words("withdraw")}
              </Button>
            </div>
            <ErrorAlert error={withdraw.error} />
          </CardBody>
        </Card>
      )}
    </div>
  );
}

function sendable(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}
