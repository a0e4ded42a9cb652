"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/file-drop";
import { ACCEPTED_TYPES, isDatedKind, MAX_PAGES } from "@/server/onboarding/documents/rules";
import type { DocumentKind } from "@/server/onboarding/papers/rules";
import { documentItem } from "@/server/onboarding/requirements/items/rules";
import { DocumentPages } from "./document-pages";
import { useForm } from "./form-context";
import { IssueDay } from "./issue-day";
import { UploadList } from "./upload-list";
import { useUploads } from "./use-uploads";

/** One kind of paper: photographed page by page or chosen, shown as the server keeps it. */
export function DocumentField({ kind }: { kind: DocumentKind }) {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useForm();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const document = data.documents.find((one) => one.kind === kind);
  const requirement = form.requirements.find(({ key }) => key === documentItem(kind));
  const required = requirement?.level === "blocking";
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() });
  const target = { applicationId: data.id, kind, documentId: document?.id, onDone: refresh };
  const { uploads, add, retry, dismiss } = useUploads(target);
  const arranging = useMutation(trpc.applications.arrangeDocument.mutationOptions({ onSuccess: refresh }));
  const removing = useMutation(trpc.applications.removeDocument.mutationOptions({ onSuccess: refresh }));
  const busy = arranging.isPending || removing.isPending;
  const missing =
    requirement?.issue && !document && form.shows("business.entityType")
      ? words("issue.required")
      : undefined;

  function arrange(pageIds: string[]): void {
    if (!document) return;
    const ref = { applicationId: data.id, documentId: document.id };
    if (pageIds.length === 0) removing.mutate(ref);
    else arranging.mutate({ ...ref, pageIds });
  }

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
        label={words(`document.${kind}`)}
        mark={required ? common("required") : common("optional")}
        required={required}
        support={words(`documentSupport.${kind}`)}
        error={missing}
      >
        {(control) => (
          <FileDrop
            {...control}
            accept={ACCEPTED_TYPES}
            multiple
            disabled={busy || (document?.pages ?? 0) >= MAX_PAGES}
            onFiles={add}
            labels={{
              drop: words("upload.drop"),
              choose: document ? words("upload.addPage") : words("upload.choose"),
              camera: document ? words("upload.cameraNext") : words("upload.camera"),
              hint: words("upload.hint", { pages: MAX_PAGES }),
            }}
          >
            <UploadList uploads={uploads} onRetry={retry} onDismiss={dismiss} />
            {document ? (
              <>
                <div className="mt-3 flex items-center gap-3">
                  <div className="min-w-0 grow">
                    <p className="truncate">{document.fileName}</p>
                    <p className="text-sm text-green">{words("upload.stored", { pages: document.pages })}</p>
                  </div>
                  <Button
                    variant="risky"
                    size="sm"
                    pending={removing.isPending}
                    onClick={() => removing.mutate({ applicationId: data.id, documentId: document.id })}
                  >
                    {words("upload.remove")}
                  </Button>
                </div>
                <DocumentPages document={document} disabled={busy} onArrange={arrange} />
                {isDatedKind(kind) ? (
                  <IssueDay
                    key={document.id}
                    applicationId={data.id}
                    document={document}
                    todayOn={data.todayOn}
                    onDone={refresh}
                  />
                ) : null}
              </>
            ) : null}
          </FileDrop>
        )}
      </Field>
      <ErrorAlert error={arranging.error ?? removing.error} />
    </div>
  );
}
