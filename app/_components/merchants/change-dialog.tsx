"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";

type ChangeDialogProps = Omit<ComponentProps<typeof Dialog>, "size" | "trigger" | "closeLabel"> & {
  /** Names the button that opens it. */
  action: string;
};

/** A small button beside something in a list, and the form behind it that changes the thing. */
export function ChangeDialog({ action, ...dialog }: ChangeDialogProps) {
  const common = useTranslations("common");
  return (
    <Dialog
      {...dialog}
      size="md"
      trigger={
        <Button size="sm" variant="quiet">
          {action}
        </Button>
      }
      closeLabel={common("close")}
    />
  );
}
