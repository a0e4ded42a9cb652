"use client";

import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { ChangeDialog } from "./change-dialog";

type ListDialogProps = {
  /** What is done with the list; names the button that opens the dialog and the one that does it. */
  action: string;
  /** For whom. */
  target: string;
  /** What stands on a line. */
  label: string;
  isPending: boolean;
  /** Clears the list when it is through. */
  onSend: (list: string, clear: () => void) => void;
  /** What became of the last list; `rest` names lines that nobody answered to. */
  result: { readonly text: string; readonly rest: string | undefined } | undefined;
  error: unknown;
  failed: string;
};

/** Does something with many things at once, by a pasted list of their numbers or names. */
export function ListDialog(props: ListDialogProps) {
  const { action, target, label, isPending, onSend, result, error, failed } = props;
  const [list, setList] = useState("");
  return (
    <ChangeDialog
      action={action}
      title={`${action}: ${target}`}
      footer={
        <Button
          pending={isPending}
          disabled={list.trim() === ""}
          onClick={() => onSend(list, () => setList(""))}
        >
          {action}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label={label}>
          {(control) => (
            <Textarea
              {...control}
              rows={8}
              spellCheck={false}
              value={list}
              onChange={(event) => setList(event.target.value)}
            />
          )}
        </Field>
        {result === undefined ? null : (
          <Alert
            live
            tone={result.rest === undefined ? "good" : "waiting"}
            what={result.text}
            why={result.rest}
          />
        )}
        <ErrorAlert error={error} what={failed} />
      </div>
    </ChangeDialog>
  );
}

const SHOWN = 10;

/** Lines that nobody answered to, as many as fit into a sentence; undefined when there are none. */
export function restOf(unknown: readonly string[]): string | undefined {
  return unknown.length === 0 ? undefined : unknown.slice(0, SHOWN).join(" / ");
}
