"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import type { WatchedCode } from "@/server/directory/watch/queries";
import { QUIET_DAYS } from "@/server/directory/watch/rules";

/** Writes down what was found out about a code; it stays off the list for some days. */
export function NoteCode({ code }: { code: WatchedCode }) {
  const words = useTranslations("ops.codes");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [days, setDays] = useState<(typeof QUIET_DAYS)[number]>(7);
  const note = useMutation(
    trpc.directory.watch.note.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.directory.watch.pathFilter()),
    }),
  );
  return (
    <ReasonDialog
      trigger={
        <Button size="sm" variant="secondary">
          {words("note")}
        </Button>
      }
      title={`${words("note")}: ${code.storeName}`}
      explain={words("noteLead")}
      label={words("noteText")}
      wrong={words("noteWrong")}
      action={words("noteGo")}
      pending={note.isPending}
      error={note.error}
      onConfirm={(text) => note.mutateAsync({ codeId: code.codeId, note: text, days })}
    >
      <Field label={words("days")}>
        {(control) => (
          <Select
            {...control}
            value={`${days}`}
            options={QUIET_DAYS.map((count) => ({ value: `${count}`, label: words("dayCount", { count }) }))}
            onChange={({ target }) => setDays(QUIET_DAYS.find((count) => `${count}` === target.value) ?? 7)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
