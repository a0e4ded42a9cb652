"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { accepted, Refused } from "@/app/_components/errors/refused";
import { useReturnedWords } from "@/app/_components/onboarding/use-returned-words";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/file-drop";
import type { PaperKind } from "@/server/onboarding/changes/rules";
import { ACCEPTED_TYPES } from "@/server/onboarding/documents/rules";
import type { Requirement } from "@/server/onboarding/requirements/rules";

async function send(changeId: string, kind: PaperKind, file: File): Promise<void> {
  const body = new FormData();
  body.set("changeId", changeId);
  body.set("kind", kind);
  body.set("file", file);
  await accepted(await fetch("/api/changes/papers", { method: "POST", body }));
}

type PaperFieldProps = {
  changeId: string;
  kind: PaperKind;
  disabled: boolean;
  isMissing: boolean;
  paper: { readonly fileName: string; readonly pages: number } | undefined;
  requirement: Requirement | undefined;
};

/** A paper that shows what the change says; sent at once when it is chosen. */
export function PaperField({ changeId, kind, disabled, isMissing, paper, requirement }: PaperFieldProps) {
  const words = useTranslations("changes");
  const onboarding = useTranslations("onboarding");
  const errors = useTranslations("errors");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: (file: File) => send(changeId, kind, file),
    onSuccess: () => queries.invalidateQueries(trpc.changes.pathFilter()),
  });
  const told = upload.error instanceof Refused ? upload.error : undefined;
  const failed = upload.error ? errors(told?.code ?? "unavailable", told?.params ?? {}) : undefined;
  const returned = useReturnedWords(requirement);
  const missing = isMissing && !paper ? onboarding("issue.required") : undefined;
  return (
    <Field
      label={words(`paper.${kind}`)}
      mark={common("required")}
      required
      error={failed ?? missing ?? returned}
    >
      {(control) => (
        <FileDrop
          {...control}
          accept={ACCEPTED_TYPES}
          disabled={disabled || upload.isPending}
          onFiles={(files) => {
            const [file] = files;
            if (file) upload.mutate(file);
          }}
          labels={{
            drop: words("paperLabels.drop"),
            choose: words("paperLabels.choose"),
            camera: words("paperLabels.camera"),
            hint: words("paperLabels.hint"),
          }}
        >
          {upload.isPending ? <p role="status">{words("uploading")}</p> : null}
          {paper ? (
            <p role="status" className="text-sm text-green">
              {words("paperSaved", { name: paper.fileName, pages: paper.pages })}
            </p>
          ) : null}
        </FileDrop>
      )}
    </Field>
  );
}
