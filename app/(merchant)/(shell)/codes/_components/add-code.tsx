"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select, type SelectOption } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { CounterField } from "./counter-field";

type AddCodeProps = { stores: readonly SelectOption[]; storeId: string | undefined };

/** Makes a code for another till. */
export function AddCode({ stores, storeId }: AddCodeProps) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  const [isOpen, setIsOpen] = useState(false);
  const [store, setStore] = useState(storeId ?? stores[0]?.value ?? "");
  const [counterName, setCounterName] = useState("");
  const add = useAdd(() => {
    setIsOpen(false);
    setCounterName("");
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate({ storeId: store, counterName });
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="secondary">
          <Plus aria-hidden />
          {words("add")}
        </Button>
      }
      title={words("addTitle")}
      description={words("addBody")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="grid gap-5">
        {stores.length === 1 ? null : (
          <Field label={words("addStore")} mark={common("required")} required>
            {(control) => (
              <Select
                {...control}
                options={stores}
                value={store}
                onChange={(event) => setStore(event.target.value)}
              />
            )}
          </Field>
        )}
        <CounterField value={counterName} onChange={(event) => setCounterName(event.target.value)} />
        <ErrorAlert error={add.error} what={words("addFailed")} />
        <Button type="submit" pending={add.isPending}>
          {words("addConfirm")}
        </Button>
      </form>
    </Dialog>
  );
}

function useAdd(onDone: () => void) {
  const words = useTranslations("codes");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return useMutation(
    trpc.codes.add.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.codes.pathFilter());
        show({ title: words("added") });
        onDone();
      },
    }),
  );
}
