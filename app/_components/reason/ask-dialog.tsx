"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";

export type AskDialogProps = {
  /** What opens it, unless a menu does. */
  trigger?: ReactNode;
  title: string;
  explain: string;
  action: string;
  pending: boolean;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onAct: () => void;
  variant?: ComponentProps<typeof Button>["variant"];
  size?: ComponentProps<typeof Dialog>["size"];
  children?: ReactNode;
};

/** A question with a way back beside the way on. */
export function AskDialog(props: AskDialogProps) {
  const { trigger, title, explain, action, pending, isOpen, onOpenChange, onAct, children } = props;
  const { variant = "danger", size = "sm" } = props;
  const common = useTranslations("common");
  return (
    <Dialog
      open={isOpen}
      onOpenChange={onOpenChange}
      trigger={trigger}
      title={title}
      description={explain}
      size={size}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant={variant} pending={pending} onClick={onAct}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
