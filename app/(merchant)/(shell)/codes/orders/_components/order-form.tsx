"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { ORDER_COPIES_MAX, ORDER_PLACES } from "@/server/codes/orders/rules";
import { type PrintOrder, printOrder } from "@/server/codes/orders/schema";
import { POSTER_FORMATS, type PosterFormat } from "@/server/codes/poster/rules";
import { ChoiceCount, ChoiceFields } from "../../_components/choice-fields";
import { useStoreFormat } from "../../_components/use-store-format";

const COPIES = Array.from({ length: ORDER_COPIES_MAX }, (_, at) => ({
  value: `${at + 1}`,
  label: `${at + 1}`,
}));

function emptyOrder(list: string, format: PosterFormat): PrintOrder {
  return printOrder.parse({ requestId: crypto.randomUUID(), choice: { list }, format });
}

type OrderFormProps = {
  /** The code whose page led here, chosen already. */
  list: string;
};

/** Which posters, on which paper, how many of each, and to which address. */
export function OrderForm({ list }: OrderFormProps) {
  const words = useTranslations("printing");
  const codes = useTranslations("codes");
  const common = useTranslations("common");
  const formatOf = useStoreFormat();
  const [order, setOrder] = useState<PrintOrder>(() => emptyOrder(list, formatOf()));
  const set = (change: Partial<PrintOrder>) => setOrder((before) => ({ ...before, ...change }));
  const send = useSend(() => setOrder(emptyOrder("", formatOf())));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!send.isPending) send.mutate(order);
  }

  return (
    <Card>
      <CardHeader title={words("form")} support={words("formLead")} />
      <CardBody>
        <form onSubmit={submit} className="grid gap-5">
          <ChoiceFields
            choice={order.choice}
            onChange={(choice, format) => set({ choice, format: format ?? order.format })}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={codes("paper")}>
              {(control) => (
                <Select
                  {...control}
                  value={order.format}
                  onChange={(event) =>
                    set({ format: POSTER_FORMATS.find((known) => known === event.target.value) ?? "a4" })
                  }
                  options={POSTER_FORMATS.map((value) => ({ value, label: codes(`paperName.${value}`) }))}
                />
              )}
            </Field>
            <Field label={words("copies")}>
              {(control) => (
                <Select
                  {...control}
                  value={`${order.copies}`}
                  onChange={(event) => set({ copies: Number(event.target.value) })}
                  options={COPIES}
                />
              )}
            </Field>
          </div>
          <RadioGroup
            name="place"
            legend={words("place")}
            columns={2}
            options={ORDER_PLACES.map((value) => ({
              value,
              label: words(`placeName.${value}`),
              support: words(`placeSupport.${value}`),
            }))}
            value={order.place}
            onValueChange={(value) => set({ place: value === "merchant" ? "merchant" : "stores" })}
          />
          <Field label={words("attention")} mark={common("optional")} support={words("attentionSupport")}>
            {(control) => (
              <Input
                {...control}
                maxLength={40}
                value={order.attention}
                onChange={(event) => set({ attention: event.target.value })}
              />
            )}
          </Field>
          <ChoiceCount choice={order.choice} />
          <ErrorAlert error={send.error} what={words("failed")} />
          <Button type="submit" pending={send.isPending} className="justify-self-start">
            {words("send")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

function useSend(onSent: () => void) {
  const words = useTranslations("printing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return useMutation(
    trpc.printing.order.mutationOptions({
      onSuccess: async ({ codes, parcels }) => {
        await queries.invalidateQueries(trpc.printing.parcels.pathFilter());
        show({ tone: "good", title: words("sent", { codes, parcels }) });
        onSent();
      },
    }),
  );
}
