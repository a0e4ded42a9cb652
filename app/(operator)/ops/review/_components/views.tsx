"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { DropdownMenu } from "@/app/_ui/dropdown-menu";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { queueText } from "@/server/onboarding/review/queue/rules";
import type { QueueFilterInput } from "@/server/onboarding/review/queue/schema";

/** The person's own views of the queue: to open one, to keep the one that is shown, to forget one. */
export function Views({ queue }: { queue: QueueFilterInput }) {
  const words = useTranslations("review.view");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [naming, setNaming] = useState(false);
  const { data: views } = useSuspenseQuery(trpc.review.views.queryOptions());
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.review.views.queryKey() });
  const remove = useMutation(trpc.review.removeView.mutationOptions({ onSettled }));
  const shown = queueText(queue);
  const current = views.find(({ query }) => query === shown);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="secondary" size="sm">
            <Bookmark aria-hidden />
            {current?.name ?? words("title")}
          </Button>
        }
        sections={[
          {
            id: "views",
            heading: views.length === 0 ? words("none") : words("title"),
            items: views.map((view) => ({
              id: view.id,
              label: view.name,
              href: `/ops/review?${view.query}`,
              current: view.query === shown,
            })),
          },
          {
            id: "change",
            items: [
              { id: "save", label: words("save"), onSelect: () => setNaming(true) },
              ...(current
                ? [
                    {
                      id: "remove",
                      label: words("remove", { name: current.name }),
                      onSelect: () => remove.mutate({ viewId: current.id }),
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
      <NameView key={String(naming)} open={naming} query={shown} onClose={() => setNaming(false)} />
    </>
  );
}

function NameView({ open, query, onClose }: { open: boolean; query: string; onClose: () => void }) {
  const words = useTranslations("review.view");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const save = useMutation(
    trpc.review.saveView.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.review.views.queryKey() });
        onClose();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== "") save.mutate({ name: name.trim(), query });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={words("save")}
      description={words("saveBody")}
      closeLabel={common("close")}
      footer={
        <Button type="submit" form="name-view" pending={save.isPending} disabled={name.trim() === ""}>
          {words("keep")}
        </Button>
      }
    >
      <form id="name-view" onSubmit={submit} className="grid gap-3">
        <ErrorAlert error={save.error} />
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
      </form>
    </Dialog>
  );
}
