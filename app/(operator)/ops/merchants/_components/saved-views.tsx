"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** Filters under names: one's own and those that colleagues share. */
export function SavedViews({ query }: { query: string }) {
  const words = useTranslations("directory.views");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: views } = useSuspenseQuery(trpc.directory.views.list.queryOptions());
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const again = () => queries.invalidateQueries(trpc.directory.views.pathFilter());
  const save = useMutation(
    trpc.directory.views.save.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setName("");
        await again();
      },
    }),
  );
  const remove = useMutation(trpc.directory.views.remove.mutationOptions({ onSuccess: again }));
  const current = views.find((view) => view.query === query);
  if (views.length === 0 && query === "") return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      {views.length === 0 ? null : (
        <ChipRow label={words("title")}>
          {views.map((view) => (
            <Chip key={view.id} href={`/ops/merchants?${view.query}`} active={view.id === current?.id}>
              {view.name}
              {view.own ? null : <span className="font-normal text-muted">{words("shared")}</span>}
            </Chip>
          ))}
        </ChipRow>
      )}
      {current?.own ? (
        <Button
          size="sm"
          variant="quiet"
          pending={remove.isPending}
          onClick={() => remove.mutate({ viewId: current.id })}
        >
          {words("remove")}
        </Button>
      ) : null}
      {query !== "" && current === undefined ? (
        <Dialog
          open={isOpen}
          onOpenChange={setOpen}
          trigger={
            <Button size="sm" variant="quiet">
              {words("save")}
            </Button>
          }
          title={words("saveTitle")}
          closeLabel={common("close")}
          footer={
            <>
              <DialogDismiss asChild>
                <Button variant="quiet">{common("cancel")}</Button>
              </DialogDismiss>
              <Button
                pending={save.isPending}
                disabled={name.trim() === ""}
                onClick={() => save.mutate({ name, query, shared })}
              >
                {words("saveGo")}
              </Button>
            </>
          }
        >
          <Field label={words("name")}>
            {(control) => (
              <Input
                {...control}
                maxLength={40}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Checkbox
            label={words("share")}
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
          <ErrorAlert error={save.error} />
        </Dialog>
      ) : null}
    </div>
  );
}
