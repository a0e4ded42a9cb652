"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useLocale, useTranslations } from "next-intl";
import { accepted } from "@/app/_components/errors/refused";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { useToast } from "@/app/_ui/toast";
import type { Tone } from "@/app/_ui/tone";
import type { AppRouter } from "@/server/api/root";
import { jpy } from "@/server/kernel/money";
import { type BankFileState, isBankFileState } from "@/server/settlement/rules";
import { ImportResults } from "./import-results";
import { WithdrawFile } from "./withdraw-file";

type TransferFile = inferRouterOutputs<AppRouter>["settlement"]["run"]["files"][number];

const TONES: Record<BankFileState, Tone> = {
  draft: "attention",
  approved: "info",
  issued: "waiting",
  accepted: "good",
  withdrawn: "neutral",
};

/** One transfer file: what it holds, who prepared and released it, and the next step. */
export function FileRow({ file }: { file: TransferFile }) {
  const words = useTranslations("settlement");
  const locale = useLocale();
  const state = isBankFileState(file.state) ? file.state : "draft";
  return (
    <section
      className="rounded border border-line p-4"
      aria-label={`${words("columnSequence")} ${file.sequence}`}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex flex-wrap items-center gap-3 font-bold">
          <span className="tabular">#{file.sequence}</span>
          <CalendarDay value={file.payOn} locale={locale} />
          <Money value={jpy(file.totalMinor)} />
          <span className="tabular text-sm font-normal text-muted">
            {words("columnCount")} {file.recordCount.toLocaleString(locale)}
          </span>
        </p>
        <StateBadge tone={TONES[state]}>{words(`fileState.${state}`)}</StateBadge>
      </div>
      <p className="mt-2 text-sm text-muted">
        {words("columnPrepared")}: {file.preparedByName} <DateTime value={file.preparedAt} locale={locale} />
        {file.approvedAt ? (
          <>
            {" · "}
            {words("columnReleased")}: {file.approvedByName}{" "}
            <DateTime value={file.approvedAt} locale={locale} />
          </>
        ) : null}
      </p>
      {file.withdrawnAt === null ? null : (
        <p className="mt-1 text-sm">
          {words("withdrawnBy")}: {file.withdrawnByName} <DateTime value={file.withdrawnAt} locale={locale} />
          <span className="block text-muted">{file.withdrawnReason}</span>
        </p>
      )}
      <p className="mt-1 font-mono text-xs break-all text-muted">
        {words("fingerprint")} {file.sha256}
      </p>
      <FileActions file={file} state={state} />
      {file.isDue && (state === "issued" || state === "accepted") ? (
        <ImportResults bankFileId={file.id} />
      ) : null}
    </section>
  );
}

function FileActions({ file, state }: { file: TransferFile; state: BankFileState }) {
  const words = useTranslations("settlement");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const readError = useErrorMessage();
  const done = (title: string) => async () => {
    await queries.invalidateQueries(trpc.settlement.pathFilter());
    show({ tone: "good", title });
  };
  const release = useMutation(
    trpc.settlement.releaseBankFile.mutationOptions({ onSuccess: done(words("released")) }),
  );
  const confirm = useMutation(
    trpc.settlement.confirmBankFile.mutationOptions({ onSuccess: done(words("confirmed")) }),
  );
  const handOut = useMutation({
    mutationFn: () => saveFile(file.id),
    onSuccess: () => queries.invalidateQueries(trpc.settlement.pathFilter()),
  });
  const error = release.error ?? confirm.error ?? handOut.error;
  const bankFileId = file.id;
  if (state === "withdrawn" || state === "accepted") return null;
  return (
    <div className="mt-3 grid gap-3">
      {error ? <Alert tone="attention" live what={readError(error).text} /> : null}
      <div className="flex flex-wrap gap-3">
        {state === "draft" && file.isOwn ? (
          <p className="self-center text-sm">{words("youPrepared")}</p>
        ) : null}
        {state === "draft" && !file.isOwn ? (
          <Button
            variant="primary"
            pending={release.isPending}
            onClick={() => release.mutate({ bankFileId })}
          >
            {words("release")}
          </Button>
        ) : null}
        {state === "draft" ? null : (
          <Button
            variant={state === "approved" ? "primary" : "secondary"}
            pending={handOut.isPending}
            onClick={() => handOut.mutate()}
          >
            {words("download")}
          </Button>
        )}
        {state === "issued" && file.isDue ? (
          <Button
            variant="primary"
            pending={confirm.isPending}
            onClick={() => confirm.mutate({ bankFileId })}
          >
            {words("confirm")}
          </Button>
        ) : null}
        <WithdrawFile bankFileId={bankFileId} />
      </div>
      {state === "issued" && !file.isDue ? (
        <p className="text-sm text-muted">
          {words.rich("notDue", { day: () => <CalendarDay value={file.payOn} locale={locale} /> })}
        </p>
      ) : null}
    </div>
  );
}

/** Handing the file out changes its state, so it is posted for; what comes back is kept under its name. */
async function saveFile(bankFileId: string): Promise<void> {
  const response = await accepted(
    await fetch(`/api/settlement/bank-files/${bankFileId}`, { method: "POST" }),
  );
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ?? "zengin.txt";
  link.click();
  // The browser reads the bytes after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
