"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { type Day, formatDay, parseDay } from "@/server/kernel/calendar";
import type { ShownDocument } from "@/server/onboarding/documents/queries";

type IssueDayProps = {
  applicationId: string;
  document: ShownDocument;
  todayOn: Day;
  onDone: () => Promise<unknown>;
};

/** The day on a paper that is good for some months only, and until when that makes it good. */
export function IssueDay({ applicationId, document, todayOn, onDone }: IssueDayProps) {
  const words = useTranslations("onboarding.issueDay");
  const common = useTranslations("common");
  const locale = useLocale() === "ja" ? "ja" : "en";
  const trpc = useTRPC();
  const [typed, setTyped] = useState(document.issuedOn ?? "");
  const dating = useMutation(trpc.applications.dateDocument.mutationOptions({ onSuccess: onDone }));
  const { expiresOn } = document;
  const expired = expiresOn !== null && expiresOn < todayOn;

  function save(text: string): void {
    setTyped(text);
    const day = parseDay(text);
    if (day && day !== document.issuedOn)
      dating.mutate({ applicationId, documentId: document.id, issuedOn: day });
  }

  return (
    <div className="mt-4 grid gap-3">
      <Field
        id={`f-issued-${document.kind}`}
        label={words("label")}
        mark={common("required")}
        required
        support={words("support")}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            max={todayOn}
            value={typed}
            onChange={(event) => save(event.target.value)}
            className="max-w-60"
          />
        )}
      </Field>
      {expired ? <Alert tone="attention" what={words("expired")} why={words("expiredWhy")} live /> : null}
      {expiresOn !== null && !expired ? (
        <p role="status" className="text-sm text-green">
          {words("good", { day: formatDay(expiresOn, locale, { year: true }) })}
        </p>
      ) : null}
      <ErrorAlert error={dating.error} />
    </div>
  );
}
