"use client";

import { RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Progress } from "@/app/_ui/progress";
import { Spinner } from "@/app/_ui/spinner";
import type { Upload } from "./use-uploads";

type UploadListProps = {
  uploads: readonly Upload[];
  onRetry: (upload: Upload) => void;
  onDismiss: (id: number) => void;
};

/** How far each file got; what was refused says why, and can be sent again or let go. */
export function UploadList({ uploads, onRetry, onDismiss }: UploadListProps) {
  const words = useTranslations("onboarding.upload");
  const errors = useTranslations("errors");
  if (uploads.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-3">
      {uploads.map((upload) => (
        <li key={upload.id} className="rounded border border-line bg-paper p-3">
          <p className="truncate text-sm font-bold">{upload.file.name}</p>
          {upload.error === null ? (
            <p role="status" className="mt-1 flex items-center gap-2 text-sm">
              <Spinner /> {words("sending")}
              <Progress className="min-w-0 grow" label={words("sending")} max={1} value={upload.part} />
            </p>
          ) : (
            <div className="mt-1">
              <p role="alert" className="text-sm text-vermilion-700">
                {`${words("failed")}: ${errors(upload.error.code, upload.error.params)}`}
              </p>
              <div className="mt-1 flex flex-wrap gap-2">
                <Button variant="secondary" size="sm" onClick={() => onRetry(upload)}>
                  <RotateCw aria-hidden /> {words("again")}
                </Button>
                <Button variant="quiet" size="sm" onClick={() => onDismiss(upload.id)}>
                  <X aria-hidden /> {words("letGo")}
                </Button>
              </div>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
