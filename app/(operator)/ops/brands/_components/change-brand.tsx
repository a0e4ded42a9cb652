"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { ChangeDialog } from "@/app/_components/merchants/change-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";
import type { BrandRow } from "@/server/merchants/brands/queries";
import { BrandFields, looksOf } from "./brand-fields";

/** Gives a signboard another name, other looks or other settings. */
export function ChangeBrand({ brand }: { brand: BrandRow }) {
  const words = useTranslations("ops.brands");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const { brandId, name } = brand;
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => ({
    name,
    color: brand.color ?? "",
    mark: brand.mark ?? "",
    posterFormat: brand.posterFormat ?? "",
    language: brand.language ?? "",
  }));
  const change = useMutation(
    trpc.brands.change.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.brands.pathFilter());
        setOpen(false);
        show({ tone: "good", title: words("saved") });
      },
    }),
  );
  return (
    <ChangeDialog
      action={words("change")}
      open={isOpen}
      onOpenChange={setOpen}
      title={name}
      footer={
        <Button
          pending={change.isPending}
          disabled={draft.name.trim() === ""}
          onClick={() => change.mutate({ brandId, ...looksOf(draft) })}
        >
          {words("save")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <BrandFields draft={draft} onChange={(changed) => setDraft({ ...draft, ...changed })} />
        <ErrorAlert error={change.error} what={words("failed")} />
      </div>
    </ChangeDialog>
  );
}
