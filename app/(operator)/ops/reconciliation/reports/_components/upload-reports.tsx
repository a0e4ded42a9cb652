"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { FileDrop } from "@/app/_ui/file-drop";
import { REPORT_PROBLEMS } from "@/server/settlement/reconciliation/reports/rules";

const answer = z.union([
  z.object({ ok: z.literal(true), known: z.boolean(), matched: z.number(), differing: z.number() }),
  z.object({
    ok: z.literal(false),
    problem: z.enum(REPORT_PROBLEMS),
    row: z.number().optional(),
    column: z.string().optional(),
  }),
]);
type Told = { readonly name: string; readonly answer: z.output<typeof answer> | undefined };

async function send(files: readonly File[]): Promise<Told[]> {
  const told: Told[] = [];
  // One after the other and in the order of their names, as the watched folder takes them.
  for (const file of [...files].sort((a, b) => a.name.localeCompare(b.name))) {
    const address = `/api/settlement/network-reports?name=${encodeURIComponent(file.name)}`;
    const response = await fetch(address, { method: "POST", body: file }).catch(() => undefined);
    const body: unknown = await response?.json().catch(() => undefined);
    told.push({ name: file.name, answer: answer.safeParse(body).data });
  }
  return told;
}

/** Takes files of the network, and says of each what came of it. */
export function UploadReports() {
  const words = useTranslations("reconciliation.reports");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter()),
  });
  const textOf = ({ answer: of }: Told) => {
    if (of === undefined) return words("failed");
    if (!of.ok) {
      const place = of.row === undefined ? "" : words("place", { row: of.row, column: of.column ?? "" });
      return `${words(`problems.${of.problem}`)}${place}`;
    }
    if (of.known) return words("known");
    return words("taken", { matched: of.matched, differing: of.differing });
  };
  return (
    <Card>
      <CardHeader title={words("upload")} support={words("uploadSupport")} />
      <CardBody>
        <FileDrop
          multiple
          accept=".csv,text/csv"
          disabled={sent.isPending}
          onFiles={(files) => sent.mutate(files)}
          labels={{ drop: words("drop"), choose: words(sent.isPending ? "reading" : "choose") }}
        >
          {sent.data?.map((told) => (
            <Alert
              key={told.name}
              className="mt-3"
              tone={told.answer?.ok ? (told.answer.differing > 0 ? "waiting" : "good") : "attention"}
              live
              what={told.name}
              why={textOf(told)}
            />
          ))}
        </FileDrop>
      </CardBody>
    </Card>
  );
}
