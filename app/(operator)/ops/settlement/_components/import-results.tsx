"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { buttonVariants } from "@/app/_ui/button-variants";

const MOST_BYTES = 2_000_000;

/** Takes the bank's results of a file, and says what they changed or which rows do not fit. */
export function ImportResults({ bankFileId }: { bankFileId: string }) {
  const words = useTranslations("settlement.results");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const readError = useErrorMessage();
  const [isTooLarge, setIsTooLarge] = useState(false);
  const inputId = useId();
  const imported = useMutation(
    trpc.settlement.importBankResults.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settlement.pathFilter()),
    }),
  );

  async function send(file: File | undefined) {
    if (file === undefined) return;
    setIsTooLarge(file.size > MOST_BYTES);
    if (file.size > MOST_BYTES) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    imported.mutate({ bankFileId, content: btoa(text) });
  }

  return (
    <div className="mt-3 grid gap-3">
      <div>
        <input
          id={inputId}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="peer sr-only"
          disabled={imported.isPending}
          onChange={(event) => {
            void send(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <label
          htmlFor={inputId}
          className={`${buttonVariants({ variant: "secondary" })} cursor-pointer peer-focus-visible:outline-2`}
        >
          {words(imported.isPending ? "reading" : "choose")}
        </label>
      </div>
      {isTooLarge ? <Alert tone="attention" live what={words("tooLarge")} /> : null}
      {imported.error ? <Alert tone="attention" live what={readError(imported.error).text} /> : null}
      {imported.data?.ok ? <Alert tone="info" live what={words("imported", imported.data.counts)} /> : null}
      {imported.data?.ok === false ? (
        <Alert
          tone="attention"
          live
          what={words("refused")}
          why={imported.data.problems.map(({ row, code }) => (
            <span key={`${row} ${code}`} className="block">
              {row === 0 ? words("file") : words("row", { row })}: {words(`problem.${code}`)}
            </span>
          ))}
        />
      ) : null}
    </div>
  );
}
