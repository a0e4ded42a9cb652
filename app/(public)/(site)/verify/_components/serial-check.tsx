"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** Whether a genuine code stands on the print of today, by the serial in the foot of the poster. */
export function SerialCheck({ code }: { code: string }) {
  const words = useTranslations("verify");
  const trpc = useTRPC();
  const [serial, setSerial] = useState("");
  const verdict = useQuery(
    trpc.codes.verify.queryOptions({ value: code, serial }, { enabled: serial !== "", gcTime: 0 }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("serial");
    setSerial(typeof typed === "string" ? typed.trim() : "");
  };
  const edition = verdict.data?.kind === "own" ? verdict.data.edition : null;
  return (
    <Card className="grid gap-4 p-5">
      <form onSubmit={submit} className="grid gap-4">
        <Field label={words("serial")} support={words("serialSupport")} example={words("serialExample")}>
          {(control) => (
            <Input {...control} name="serial" maxLength={40} autoComplete="off" autoCapitalize="characters" />
          )}
        </Field>
        <Button type="submit" variant="secondary" pending={verdict.isFetching}>
          {words("serialCheck")}
        </Button>
      </form>
      {serial === "" ? null : <ErrorAlert error={verdict.error} onRetry={() => verdict.refetch()} />}
      {edition === null ? null : edition === "current" ? (
        <Alert live tone="good" what={words("edition.current")} />
      ) : (
        <Alert
          live
          tone={edition === "old" ? "waiting" : "attention"}
          what={words(`edition.${edition}`)}
          todo={words(`edition.${edition}Todo`)}
        />
      )}
    </Card>
  );
}
