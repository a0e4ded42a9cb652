"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { mayPass, useErrorMessage } from "./use-error-message";

type ErrorAlertProps = {
  /** What a query or mutation threw; nothing is drawn without one. */
  error: unknown;
  /** What did not happen: 「返金できませんでした」. */
  what?: string;
  onRetry?: () => void;
  className?: string;
};

/** A refusal in words, with the way to try again when that can help. */
export function ErrorAlert({ error, what, onRetry, className }: ErrorAlertProps) {
  const common = useTranslations("common");
  const read = useErrorMessage();
  const readable = error === null || error === undefined ? null : read(error);
  if (readable === null) return null;
  const canRetry = onRetry !== undefined && mayPass(readable.code);
  return (
    <Alert
      tone="attention"
      live
      what={what ?? common("errorTitle")}
      why={readable.text}
      className={className}
      action={
        canRetry ? (
          <Button variant="secondary" size="sm" onClick={onRetry}>
            {common("retry")}
          </Button>
        ) : undefined
      }
    />
  );
}
