"use client";

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { ChangeDialog } from "@/app/_components/merchants/change-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { mayBeScoped } from "@/server/identity/invitations/rules";
import { isMerchantRole } from "@/server/kernel/permissions";
import type { AreaRow } from "@/server/merchants/areas/queries";
import { type LevelDraft, LevelFields, levelDraft } from "./level-fields";

/** The settings of an area and the people who look after it; what is left inherits. */
export function ChangeArea({ area, mayAssign }: { area: AreaRow; mayAssign: boolean }) {
  const words = useTranslations("merchant.area");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(area));
  const [managers, setManagers] = useState(() => area.managers.map(({ membershipId }) => membershipId));
  const assign = useMutation(trpc.areas.setManagers.mutationOptions());
  const change = useMutation(trpc.areas.change.mutationOptions());
  const remove = useMutation(trpc.areas.remove.mutationOptions({ onSuccess: () => again() }));

  async function again() {
    setOpen(false);
    await queries.invalidateQueries(trpc.areas.pathFilter());
    await queries.invalidateQueries(trpc.team.pathFilter());
    show({ tone: "good", title: words("saved") });
  }

  async function save() {
    const { areaId } = area;
    try {
      await change.mutateAsync({ areaId, ...draft });
      if (mayAssign) await assign.mutateAsync({ areaId, membershipIds: managers });
      await again();
    } catch {
      // Both say themselves what went wrong.
    }
  }

  return (
    <ChangeDialog
      action={words("change")}
      open={isOpen}
      onOpenChange={setOpen}
      title={area.name}
      footer={
        <>
          <Button
            variant="quiet"
            pending={remove.isPending}
            onClick={() => remove.mutate({ areaId: area.areaId })}
          >
            {words("remove")}
          </Button>
          <Button pending={change.isPending || assign.isPending} onClick={save}>
            {words("save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <AreaFields draft={draft} onChange={setDraft} />
        {mayAssign ? <ManagerChoice chosen={managers} onChange={setManagers} /> : null}
        <p className="text-sm text-muted">{words("removeLead")}</p>
        <ErrorAlert error={change.error ?? assign.error ?? remove.error} what={words("failed")} />
      </div>
    </ChangeDialog>
  );
}

type Draft = LevelDraft & { readonly name: string; readonly payoutGroupId: string | null };

function draftOf(area: AreaRow): Draft {
  return {
    name: area.name,
    payoutGroupId: area.payoutGroupId,
    ...levelDraft(area),
  };
}

function AreaFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const words = useTranslations("merchant.area");
  const chain = useTranslations("chain.settings");
  const trpc = useTRPC();
  const { data: groups } = useSuspenseQuery(trpc.areas.payoutGroups.queryOptions());
  const inherit = { value: "", label: chain("inherit") };
  return (
    <>
      <Field label={words("name")}>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={draft.name}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={words("payoutGroup")}>
        {(control) => (
          <Select
            {...control}
            value={draft.payoutGroupId ?? ""}
            options={[inherit, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => onChange({ ...draft, payoutGroupId: event.target.value || null })}
          />
        )}
      </Field>
      <LevelFields draft={draft} onChange={(changed) => onChange({ ...draft, ...changed })} />
    </>
  );
}

type ManagerChoiceProps = { chosen: readonly string[]; onChange: (ids: string[]) => void };

function ManagerChoice({ chosen, onChange }: ManagerChoiceProps) {
  const words = useTranslations("merchant.area");
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.team.list.queryOptions());
  const members = data.filter(({ role }) => isMerchantRole(role) && mayBeScoped(role));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-bold">{words("managers")}</legend>
      {members.length === 0 ? <p className="text-sm text-muted">{words("noManagers")}</p> : null}
      {members.map(({ membershipId, name, email }) => (
        <Checkbox
          key={membershipId}
          label={name === "" ? email : name}
          checked={chosen.includes(membershipId)}
          onChange={(event) =>
            onChange(
              event.target.checked ? [...chosen, membershipId] : chosen.filter((one) => one !== membershipId),
            )
          }
        />
      ))}
    </fieldset>
  );
}
