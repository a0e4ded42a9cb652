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
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";
import type { PaymentDetail } from "@/server/payments/detail/queries";

/** The shop's own bill number and remark: what ties a payment at a static code to what was sold. */
export function NoteCard({ detail }: { detail: PaymentDetail }) {
  const words = useTranslations("payments.note");
  const trpc = useTRPC();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { paymentId, billNumber: storedBill } = detail.payment;
  const [billNumber, setBillNumber] = useState(storedBill);
  const [note, setNote] = useState(detail.note);
  const save = useMutation(
    trpc.payments.notePayment.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.payments.pathKey() });
        toast({ tone: "good", title: words("saved") });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate({ paymentId, billNumber, note });
  }

  return (
    <Card>
      <CardHeader title={words("title")} />
      <CardBody className="pt-2">
        <form onSubmit={submit} className="grid gap-4">
          <Field label={words("bill")} support={words("billSupport")}>
            {(control) => (
              <Input
                {...control}
                maxLength={40}
                autoComplete="off"
                value={billNumber}
                onChange={(event) => setBillNumber(event.target.value)}
              />
            )}
          </Field>
          <Field label={words("note")} support={words("noteSupport")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={500}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <ErrorAlert error={save.error} what={words("failed")} />
          <Button type="submit" variant="secondary" pending={save.isPending}>
            {words("save")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
