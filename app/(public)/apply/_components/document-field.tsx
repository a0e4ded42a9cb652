"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/file-drop";
import { Spinner } from "@/app/_ui/spinner";
import { ERROR_KINDS, type ErrorCode } from "@/server/kernel/errors";
import { ACCEPTED_TYPES, MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import type { DocumentKind } from "@/server/onboarding/papers/rules";
import { documentItem } from "@/server/onboarding/requirements/items/rules";
import { useForm } from "./form-context";

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

class UploadError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;

  constructor(code: ErrorCode, params: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, code);
}

async function upload(applicationId: string, kind: string, file: File): Promise<void> {
  if (file.size > MAX_DOCUMENT_BYTES) throw new UploadError("document_too_large");
  const body = new FormData();
  body.set("applicationId", applicationId);
  body.set("kind", kind);
  body.set("file", file);
  const answer = await fetch("/api/documents", { method: "POST", body }).catch(() => null);
  if (answer === null) throw new UploadError("unavailable");
  if (answer.ok) return;
  const told = refusal.safeParse(await answer.json().catch(() => null));
  const code = told.data?.code ?? "internal";
  throw new UploadError(isErrorCode(code) ? code : "internal", told.data?.params);
}

/** One kind of paper: taken with the camera or chosen, shown as the server keeps it. */
export function DocumentField({ kind }: { kind: DocumentKind }) {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useForm();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const document = data.documents.find((one) => one.kind === kind);
  const requirement = form.requirements.find(({ key }) => key === documentItem(kind));
  const required = requirement?.level === "blocking";
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() });
  const sending = useMutation({
    mutationFn: (file: File) => upload(data.id, kind, file),
    networkMode: "always",
    onSuccess: refresh,
  });
  const removing = useMutation(trpc.applications.removeDocument.mutationOptions({ onSuccess: refresh }));
  const { error } = sending;
  const name = words(`document.${kind}`);
  const missing =
    requirement?.issue && form.shows("business.entityType") ? words("issue.required") : undefined;
  return (
    <div className="grid gap-3">
      {requirement?.reason ? (
        <Alert
          tone="attention"
          what={words(`reason.${requirement.reason.code}`)}
          why={requirement.reason.text || undefined}
        />
      ) : null}
      <Field
        id={`f-document-${kind}`}
        label={name}
        mark={required ? common("required") : common("optional")}
        required={required}
        support={words(`documentSupport.${kind}`)}
        error={
          error instanceof UploadError
            ? `${words("upload.failed")}: ${errors(error.code, error.params)}`
            : missing
        }
      >
        {(control) => (
          <FileDrop
            {...control}
            accept={ACCEPTED_TYPES}
            disabled={sending.isPending}
            onFiles={(files) => {
              const [file] = files;
              if (file) sending.mutate(file);
            }}
            labels={{
              drop: words("upload.drop"),
              choose: document ? words("upload.replace") : words("upload.choose"),
              camera: words("upload.camera"),
              hint: words("upload.hint"),
            }}
          >
            {sending.isPending ? (
              <p role="status" className="flex items-center gap-2">
                <Spinner /> {words("upload.sending")}
              </p>
            ) : null}
            {document && !sending.isPending ? (
              <div className="flex items-center gap-4">
                <a
                  href={`/api/documents/${document.id}`}
                  target="_blank"
                  rel="noreferrer"
                  className="shrink-0"
                >
                  {/* biome-ignore lint/performance/noImgElement: a private picture that no optimiser may keep */}
                  <img
                    src={`/api/documents/${document.id}`}
                    alt={words("upload.view", { name: document.fileName })}
                    className="size-20 rounded-sm border border-line object-cover"
                  />
                </a>
                <div className="min-w-0 grow">
                  <p className="truncate">{document.fileName}</p>
                  <p className="text-sm text-green">{words("upload.stored", { pages: document.pages })}</p>
                  <Button
                    variant="quiet"
                    size="sm"
                    className="-ml-3"
                    pending={removing.isPending}
                    onClick={() => removing.mutate({ applicationId: data.id, documentId: document.id })}
                  >
                    {words("upload.remove")}
                  </Button>
                </div>
              </div>
            ) : null}
          </FileDrop>
        )}
      </Field>
      <ErrorAlert error={removing.error} />
    </div>
  );
}
