"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useSetBankDay } from "./use-set-bank-day";

/** A day on which banks are closed that the package does not know. */
export function AddHoliday({ today }: { today: string }) {
  const words = useTranslations("terms.calendar");
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  const [day, setDay] = useState("");
  const [name, setName] = useState("");
  const set = useSetBankDay();
  const add = () => set.mutate({ day, name, isClosed: true }, { onSuccess: () => setOpen(false) });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{words("add")}</Button>}
      title={words("add")}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant="primary" pending={set.isPending} onClick={add}>
            {words("add")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label={words("day")} mark={common("required")} required>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={today}
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
        <Field label={words("name")} mark={common("required")} required>
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <ErrorAlert error={set.error} />
      </div>
    </Dialog>
  );
}
