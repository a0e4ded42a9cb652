"use client";

import { ChevronDown, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";

type ListCardProps = {
  title: string;
  /** What is in it, while it is closed. */
  support: string;
  /** Open from the start: something in it still has to be done. */
  open: boolean;
  removeLabel?: string;
  onRemove?: () => void;
  children: ReactNode;
};

/** One of several shops or owners: closed once it is complete, so that twenty fit a phone. */
export function ListCard({ title, support, open, removeLabel, onRemove, children }: ListCardProps) {
  const [isOpenAtFirst] = useState(open);
  return (
    <details open={isOpenAtFirst} className="group rounded border border-line bg-surface">
      <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-3">
        <span className="min-w-0 grow">
          <span className="block font-bold">{title}</span>
          <span className="block truncate text-sm text-muted">{support}</span>
        </span>
        <ChevronDown aria-hidden className="size-5 shrink-0 text-muted group-open:rotate-180" />
      </summary>
      <div className="grid gap-7 border-t border-line px-4 py-5">
        {children}
        {onRemove === undefined ? null : (
          <Button variant="risky" className="justify-self-start" onClick={onRemove}>
            <Trash2 aria-hidden />
            {removeLabel}
          </Button>
        )}
      </div>
    </details>
  );
}
