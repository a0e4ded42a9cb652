"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

/*
 * Radix's own Overlay writes a <style> element to lock scrolling, which the content security policy refuses.
 * A plain scrim that carries `data-scroll-lock` does the same through globals.css.
 */

type DialogProps = {
  /** Leave out `open` and give a `trigger` to let the dialog keep its own state. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One focusable element that opens it. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  /** The buttons; the one that acts comes last and stands at the right. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
};

const WIDTHS = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" } as const;

/** A question in front of the page: at the thumb on a phone, in the middle on a desktop. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  closeLabel,
  footer,
  size = "sm",
  children,
}: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger === undefined ? null : <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <div data-scroll-lock="" className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Primitive.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise flex-col rounded-t bg-surface shadow",
            "pb-[env(safe-area-inset-bottom)] outline-none",
            "sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:-translate-y-1/2 sm:rounded",
            "sm:animate-appear",
            WIDTHS[size],
          )}
        >
          <div className="flex items-start justify-between gap-3 px-5 pt-4">
            <Primitive.Title className="pt-1.5 text-xl">{title}</Primitive.Title>
            <DialogClose label={closeLabel} />
          </div>
          <div className="grow overflow-y-auto px-5 pb-5">
            {description === undefined ? null : (
              <Primitive.Description className="text-muted">{description}</Primitive.Description>
            )}
            {children === undefined ? null : <div className="mt-4">{children}</div>}
          </div>
          {footer === undefined ? null : (
            <div className="flex flex-col-reverse gap-3 border-t border-line px-5 py-4 sm:flex-row sm:justify-end">
              {footer}
            </div>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Wraps a button of the footer that closes the dialog. */
export const DialogDismiss = Primitive.Close;

/** The cross in the corner of dialogs and sheets. */
export function DialogClose({ label }: { label: string }) {
  return (
    <Primitive.Close
      aria-label={label}
      className="-mr-2 inline-flex size-11 shrink-0 items-center justify-center rounded text-muted hover:bg-paper"
    >
      <X aria-hidden className="size-5" />
    </Primitive.Close>
  );
}
