"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { FileDrop } from "@/app/_ui/file-drop";
import { toBase64 } from "./base64";

/** Takes a statement of the bank account as CSV, and says what it held. */
export function ImportStatement() {
  const words = useTranslations("reconciliation.money");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const readError = useErrorMessage();
  const taken = useMutation(
    trpc.settlement.reconciliation.importReceipts.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter()),
    }),
  );
  const send = async ([file]: readonly File[]) => {
    if (file !== undefined) taken.mutate({ content: await toBase64(file) });
  };
  return (
    <Card>
      <CardHeader title={words("import")} support={words("importSupport")} />
      <CardBody>
        <FileDrop
          accept=".csv,text/csv"
          disabled={taken.isPending}
          onFiles={(files) => void send(files)}
          labels={{ drop: words("drop"), choose: words("choose") }}
        >
          {taken.error ? <Alert tone="attention" live what={readError(taken.error).text} /> : null}
          {taken.data?.ok ? (
            <Alert
              tone="good"
              live
              what={words("taken", {
                recorded: taken.data.recorded,
                known: taken.data.known,
                matched: taken.data.matched,
              })}
              why={taken.data.late > 0 ? words("late", { late: taken.data.late }) : undefined}
            />
          ) : null}
          {taken.data?.ok === false ? (
            <Alert
              tone="attention"
              live
              what={words("refused")}
              why={taken.data.problems.map(({ row, code }) => (
                <span key={`${row} ${code}`} className="block">
                  {row === 0 ? "" : words("row", { row })} {words(`problems.${code}`)}
                </span>
              ))}
            />
          ) : null}
        </FileDrop>
      </CardBody>
    </Card>
  );
}
