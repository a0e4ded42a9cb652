"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { POSTER_FORMATS, POSTER_PRINTS } from "@/server/codes/poster/rules";
import { PRINT_PACKINGS } from "@/server/codes/print/rules";
import { type PrintRequest, printRequest } from "@/server/codes/print/schema";
import { ChoiceCount, ChoiceFields } from "../../_components/choice-fields";
import { useStoreFormat } from "../../_components/use-store-format";

/** Choose stores by a word of their name or by a pasted list, see how many posters that makes, and have them drawn. */
export function PrintForm() {
  const words = useTranslations("codes");
  const batch = useTranslations("codes.batch");
  const formatOf = useStoreFormat();
  const [request, setRequest] = useState<PrintRequest>(() =>
    printRequest.parse({ choice: {}, format: formatOf() }),
  );
  const { choice } = request;
  const set = (change: Partial<PrintRequest>) => setRequest((before) => ({ ...before, ...change }));
  const start = useStart();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!start.isPending) start.mutate(request);
  }

  return (
    <Card>
      <CardHeader title={batch("choose")} support={batch("chooseLead")} />
      <CardBody>
        <form onSubmit={submit} className="grid gap-5">
          <ChoiceFields
            choice={choice}
            onChange={(changed, format) => set({ choice: changed, format: format ?? request.format })}
          />
          <div className="grid gap-5 sm:grid-cols-3">
            <Field label={words("paper")}>
              {(control) => (
                <Select
                  {...control}
                  value={request.format}
                  onChange={(event) =>
                    set({ format: POSTER_FORMATS.find((known) => known === event.target.value) ?? "a4" })
                  }
                  options={POSTER_FORMATS.map((value) => ({ value, label: words(`paperName.${value}`) }))}
                />
              )}
            </Field>
            <Field label={words("printer")}>
              {(control) => (
                <Select
                  {...control}
                  value={request.print}
                  onChange={(event) => set({ print: event.target.value === "shop" ? "shop" : "office" })}
                  options={POSTER_PRINTS.map((value) => ({ value, label: words(`printerName.${value}`) }))}
                />
              )}
            </Field>
            <Field label={batch("packing")}>
              {(control) => (
                <Select
                  {...control}
                  value={request.packing}
                  onChange={(event) => set({ packing: event.target.value === "zip" ? "zip" : "pdf" })}
                  options={PRINT_PACKINGS.map((value) => ({ value, label: batch(`packingName.${value}`) }))}
                />
              )}
            </Field>
          </div>
          <ChoiceCount choice={choice} />
          <ErrorAlert error={start.error} what={batch("failed")} />
          <Button type="submit" pending={start.isPending} className="justify-self-start">
            {batch("start")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

function useStart() {
  const batch = useTranslations("codes.batch");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return useMutation(
    trpc.codes.requestPrint.mutationOptions({
      onSuccess: async ({ codes }) => {
        await queries.invalidateQueries(trpc.codes.prints.queryFilter());
        show({ title: batch("started", { count: codes }) });
      },
    }),
  );
}
