"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { TargetInput } from "@/server/directory/network/schema";
import type { GrowthTarget } from "@/server/directory/rules";

type PlanDialogProps = {
  scope: TargetInput["scope"];
  /** The prefecture, category or manager; empty for the whole network. */
  subject: string;
  name: string;
  target: (GrowthTarget & { todayShops: number }) | null;
  /** Merchants of today, as the beginning of a new line. */
  now: number;
  today: string;
  mayPlan: boolean;
};

/** The target of a group, and the way to set it. */
export function PlanDialog({ scope, subject, name, target, now, today, mayPlan }: PlanDialogProps) {
  const words = useTranslations("directory.network");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [line, setLine] = useState({
    startOn: target?.startOn ?? today,
    startShops: String(target?.startShops ?? now),
    endOn: target?.endOn ?? `${today.slice(0, 4)}-12-31`,
    endShops: String(target?.endShops ?? ""),
  });
  const options = {
    onSuccess: () => {
      setOpen(false);
      router.refresh();
    },
  };
  const set = useMutation(trpc.directory.growth.setTarget.mutationOptions(options));
  const remove = useMutation(trpc.directory.growth.removeTarget.mutationOptions(options));
  const text =
    target === null
      ? words("noTarget")
      : `${target.todayShops.toLocaleString(locale)} → ${target.endShops.toLocaleString(locale)}`;
  if (!mayPlan) return <span>{target === null ? "–" : text}</span>;
  const field = (label: string, key: keyof typeof line, type: "date" | "number") => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type={type}
          min={0}
          value={line[key]}
          onChange={(event) => setLine({ ...line, [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="quiet" aria-label={words("planOf", { name })}>
          {subject === "" ? words("plan") : text}
        </Button>
      }
      title={words("planTitle", { name })}
      description={words("planSupport")}
      closeLabel={common("close")}
      footer={
        <>
          {target === null || subject === "" ? null : (
            <Button
              variant="quiet"
              pending={remove.isPending}
              onClick={() => remove.mutate({ scope, key: subject })}
            >
              {words("planRemove")}
            </Button>
          )}
          <Button
            pending={set.isPending}
            disabled={line.endShops === "" || line.endOn === ""}
            onClick={() => set.mutate({ scope, key: subject, ...line })}
          >
            {words("planSet")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {field(words("startOn"), "startOn", "date")}
        {field(words("startShops"), "startShops", "number")}
        {field(words("endOn"), "endOn", "date")}
        {field(words("endShops"), "endShops", "number")}
      </div>
      <ErrorAlert error={set.error ?? remove.error} />
    </Dialog>
  );
}
