"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useState } from "react";
import { SymbolReader } from "@/app/_components/codes/symbol-reader";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { SerialCheck } from "./serial-check";
import { Verdict } from "./verdict";

/** Reads a photographed or typed code and says whether it is one's own and works. */
export function PosterCheck() {
  const words = useTranslations("verify");
  const trpc = useTRPC();
  const [value, setValue] = useState<string | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const verdict = useQuery(
    trpc.codes.verify.queryOptions({ value: value ?? "" }, { enabled: value !== null, gcTime: 0 }),
  );
  const check = useCallback((text: string | null) => {
    setUnreadable(text === null || text.trim() === "");
    setValue(text === null || text.trim() === "" ? null : text.trim().slice(0, 1_024));
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("code");
    check(typeof typed === "string" ? typed : null);
  };
  return (
    <div className="grid gap-6">
      <Card className="grid gap-6 p-5">
        <SymbolReader onRead={check} />
        <form onSubmit={submit} className="grid gap-4">
          <Field label={words("value")} support={words("valueSupport")} example={words("valueExample")}>
            {(control) => (
              <Input
                {...control}
                name="code"
                maxLength={1024}
                autoComplete="off"
                autoCapitalize="characters"
              />
            )}
          </Field>
          <Button type="submit" variant="secondary">
            {words("check")}
          </Button>
        </form>
      </Card>
      {unreadable ? (
        <Alert live tone="waiting" what={words("unreadable")} todo={words("unreadableTodo")} />
      ) : null}
      {value === null ? null : <ErrorAlert error={verdict.error} onRetry={() => verdict.refetch()} />}
      {value !== null && verdict.data ? <Verdict verdict={verdict.data} /> : null}
      {value !== null && verdict.data?.kind === "own" ? (
        <SerialCheck key={verdict.data.code.code} code={verdict.data.code.code} />
      ) : null}
    </div>
  );
}
