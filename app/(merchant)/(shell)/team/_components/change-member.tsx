"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { Confirm } from "@/app/_components/identity/confirm";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";
import { type StoreChoice, WorkPlace, type WorkPlaceOf } from "./work-place";

type ChangeMemberProps = {
  membershipId: string;
  name: string;
  place: WorkPlaceOf;
  stores: readonly StoreChoice[];
};

/** Another role or other stores for a member, or out of the team. */
export function ChangeMember({ membershipId, name, place, stores }: ChangeMemberProps) {
  const words = useTranslations("people.team");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(place);
  const done = (title: string) => async () => {
    setOpen(false);
    toast({ title });
    await queries.invalidateQueries(trpc.team.pathFilter());
  };
  const change = useMutation(trpc.team.change.mutationOptions({ onSuccess: done(words("changed")) }));
  const remove = useMutation(trpc.team.remove.mutationOptions({ onSuccess: done(words("removed")) }));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!change.isPending) change.mutate({ membershipId, role: draft.role, storeIds: [...draft.storeIds] });
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Dialog
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open);
          setDraft(place);
          change.reset();
        }}
        trigger={
          <Button variant="secondary" size="sm" aria-label={`${name}: ${words("change")}`}>
            {words("change")}
          </Button>
        }
        title={words("changeTitle", { name })}
        description={words("changeLead")}
        closeLabel={common("close")}
      >
        <form onSubmit={submit} noValidate className="grid gap-5">
          <WorkPlace place={draft} stores={stores} onChange={setDraft} />
          <ErrorAlert error={change.error} />
          <Button type="submit" size="lg" wide pending={change.isPending}>
            {common("save")}
          </Button>
        </form>
      </Dialog>
      <Confirm
        trigger={
          <Button variant="risky" size="sm" aria-label={`${name}: ${words("remove")}`}>
            {words("remove")}
          </Button>
        }
        title={words("removeTitle", { name })}
        explain={words("removeExplain")}
        action={words("remove")}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutateAsync({ membershipId })}
      />
    </div>
  );
}
