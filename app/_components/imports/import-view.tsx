"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { buttonVariants } from "@/app/_ui/button-variants";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Checkbox } from "@/app/_ui/checkbox";
import { LinkButton } from "@/app/_ui/link-button";
import { Progress } from "@/app/_ui/progress";
import { Stat } from "@/app/_ui/stat";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ImportView as View } from "@/server/directory/import/files/queries";
import { canMoveImport } from "@/server/directory/import/files/rules";
import { INVITATIONS_A_MINUTE } from "@/server/directory/import/invitations/rules";
import { TABLE_PROBLEMS } from "@/server/directory/import/table/rules";
import { IMPORT_TONES, isUnderWay } from "./import-list";
import { Invitations } from "./invitations";
import { type ImportSide, useImports } from "./side";

const LOOK_AGAIN_MS = 1_000;

/** One import: how far it is, what it would do or has done, and the next step. */
export function ImportView({ side, importId }: { side: ImportSide; importId: string }) {
  const words = useTranslations("imports");
  const imports = useImports(side);
  const { data } = useSuspenseQuery({
    ...imports.get.queryOptions({ importId }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? LOOK_AGAIN_MS : false),
  });
  const { state, form, rows, created, changed, kept, failed } = data;
  return (
    <Card>
      <CardHeader
        title={<span className="break-all">{data.fileName}</span>}
        support={form === null ? undefined : <Written form={form} />}
        action={<StateBadge tone={IMPORT_TONES[state]}>{words(`state.${state}`)}</StateBadge>}
      />
      <CardBody className="grid gap-5">
        <HowFar view={data} />
        <Refusal view={data} />
        {rows === 0 || state === "refused" ? null : (
          <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
            <Stat label={words("outcome.create")} value={created.toLocaleString()} />
            <Stat label={words("outcome.change")} value={changed.toLocaleString()} />
            <Stat label={words("outcome.keep")} value={kept.toLocaleString()} />
            <Stat label={words("outcome.fail")} value={failed.toLocaleString()} />
          </div>
        )}
        <Outcome view={data} side={side} />
        <Steps view={data} side={side} />
        {data.invites ? <Invitations importId={importId} /> : null}
      </CardBody>
    </Card>
  );
}

function Written({ form }: { form: NonNullable<View["form"]> }) {
  const words = useTranslations("imports.view");
  const { list } = useFormatter();
  const delimiter = form.delimiter === "\t" ? words("tab") : form.delimiter;
  return (
    <>
      {words("written", { encoding: form.encoding.toUpperCase(), delimiter })}
      {form.ignored.length === 0 ? null : (
        <span className="block">{words("ignored", { columns: list(form.ignored) })}</span>
      )}
    </>
  );
}

function HowFar({ view }: { view: View }) {
  const words = useTranslations("imports.view");
  const { state, rows, checkedRows, doneRows } = view;
  if (!isUnderWay(state)) return null;
  const done = state === "running" ? doneRows : checkedRows;
  return (
    <div role="status">
      <Progress
        {...(state === "running" ? { value: done, max: rows } : {})}
        label={words("progress")}
        className="block w-full max-w-lg"
      />
      <p className="tabular text-sm text-muted">{words("progressText", { done, rows })}</p>
    </div>
  );
}

function Refusal({ view }: { view: View }) {
  const words = useTranslations("imports");
  const { list } = useFormatter();
  const { state, problem, detail } = view;
  if (state === "failed")
    return <Alert tone="attention" what={words("state.failed")} todo={words("stopped")} />;
  const known = TABLE_PROBLEMS.find((one) => one === problem);
  if (known === undefined) return null;
  const blanks = { columns: list(detail?.columns ?? []), row: `${(detail?.row ?? 0) + 1}` };
  return <Alert tone="attention" what={words("state.refused")} todo={words(`problem.${known}`, blanks)} />;
}

function Outcome({ view, side }: { view: View; side: ImportSide }) {
  const words = useTranslations("imports.view");
  const { state, failed, importId } = view;
  const download = (
    <a href={`/api/imports/${importId}`} download className={buttonVariants({ variant: "secondary" })}>
      <Download aria-hidden />
      {words("failedRows")}
    </a>
  );
  const hasFailed = failed > 0 && (state === "checked" || state === "done" || state === "cancelled");
  return (
    <>
      {state === "cancelled" ? <Alert tone="neutral" what={words("cancelled")} /> : null}
      {state === "done" ? (
        <Alert
          tone="good"
          live
          what={words("done")}
          why={words("doneBody")}
          action={
            side === "merchant" ? (
              <LinkButton href="/stores" variant="secondary">
                {words("toStores")}
              </LinkButton>
            ) : undefined
          }
        />
      ) : null}
      {hasFailed ? <Alert tone="waiting" what={words("failedTodo")} action={download} /> : null}
    </>
  );
}

function Steps({ view, side }: { view: View; side: ImportSide }) {
  const words = useTranslations("imports.view");
  const queries = useQueryClient();
  const imports = useImports(side);
  const { importId, state, rows, kept, failed } = view;
  const [invites, setInvites] = useState(false);
  const onSettled = () => queries.invalidateQueries(imports.get.queryFilter({ importId }));
  const confirm = useMutation(imports.confirm.mutationOptions({ onSettled }));
  const cancel = useMutation(imports.cancel.mutationOptions({ onSettled }));
  const usable = rows - failed - kept;
  const mayConfirm = state === "checked" ? usable > 0 : state === "failed" && canMoveImport(state, "running");
  const mayCancel = canMoveImport(state, "cancelled");
  if (!mayConfirm && !mayCancel) return null;
  const mayInvite = side === "operator" && view.kind === "merchants" && state === "checked" && mayConfirm;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {mayInvite ? (
        <Checkbox
          className="w-full"
          label={words("invite")}
          support={words("inviteLead", { count: INVITATIONS_A_MINUTE })}
          checked={invites}
          onChange={(event) => setInvites(event.target.checked)}
        />
      ) : null}
      {mayConfirm ? (
        <Button
          pending={confirm.isPending}
          onClick={() => confirm.mutate(mayInvite ? { importId, invites } : { importId })}
        >
          {state === "failed" ? words("resume") : words("confirm", { count: usable })}
        </Button>
      ) : null}
      {mayCancel ? (
        <Button variant="quiet" pending={cancel.isPending} onClick={() => cancel.mutate({ importId })}>
          {words("cancel")}
        </Button>
      ) : null}
      <ErrorAlert error={confirm.error ?? cancel.error} what={words("moveFailed")} className="w-full" />
    </div>
  );
}
