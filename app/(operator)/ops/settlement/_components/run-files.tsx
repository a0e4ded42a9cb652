"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { useToast } from "@/app/_ui/toast";
import { FileRow } from "./file-row";

/** Prepares, releases, hands out and confirms the transfer files of a run. */
export function RunFiles({ runId }: { runId: string }) {
  const words = useTranslations("settlement");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const readError = useErrorMessage();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  const prepare = useMutation(
    trpc.settlement.prepareBankFiles.mutationOptions({
      onSuccess: async ({ files }) => {
        await queries.invalidateQueries(trpc.settlement.pathFilter());
        show({ tone: "good", title: words("prepared", { count: files }) });
      },
    }),
  );
  const waiting = data.payouts.some((row) => row.state === "planned");
  return (
    <Card>
      <CardHeader
        title={words("files")}
        action={
          waiting ? (
            <Button variant="primary" pending={prepare.isPending} onClick={() => prepare.mutate({ runId })}>
              {words("prepare")}
            </Button>
          ) : null
        }
      />
      <CardBody className="grid gap-4">
        {prepare.error ? <Alert tone="attention" live what={readError(prepare.error).text} /> : null}
        {data.files.length === 0 ? <p className="text-muted">{words("noFilesBody")}</p> : null}
        {data.files.map((file) => (
          <FileRow key={file.id} file={file} />
        ))}
      </CardBody>
    </Card>
  );
}
