"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";

const UNREAD_SHOWN = 10;

/** The print shop's list of what it shipped, pasted as it came back. */
export function ShipmentForm() {
  const words = useTranslations("printing.desk");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [list, setList] = useState("");
  const ship = useMutation(
    trpc.printing.ship.mutationOptions({
      onSuccess: async ({ shipped, corrected, unread }) => {
        await queries.invalidateQueries(trpc.printing.desk.queryFilter());
        show({ tone: "good", title: words("booked", { shipped, corrected }) });
        // What was not booked stays in the field, to be put right.
        setList(unread.join("\n"));
      },
    }),
  );
  const unread = ship.data?.unread ?? [];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!ship.isPending && list.trim() !== "") ship.mutate({ list });
  }

  return (
    <Card>
      <CardHeader title={words("ship")} support={words("shipLead")} />
      <CardBody>
        <form onSubmit={submit} className="grid grid-cols-1 gap-4">
          <Field label={words("shipList")} support={words("shipSupport")}>
            {(control) => (
              <Textarea
                {...control}
                rows={5}
                spellCheck={false}
                className="font-mono text-sm"
                value={list}
                onChange={(event) => setList(event.target.value)}
              />
            )}
          </Field>
          {unread.length === 0 ? null : (
            <Alert
              tone="attention"
              live
              what={words("unread", { count: unread.length })}
              why={unread.slice(0, UNREAD_SHOWN).join(" / ")}
              todo={words("unreadTodo")}
            />
          )}
          <ErrorAlert error={ship.error} what={words("shipFailed")} />
          <Button type="submit" variant="secondary" className="justify-self-start" pending={ship.isPending}>
            {words("shipConfirm")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
