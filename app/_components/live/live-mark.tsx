"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/app/_ui/cn";
import { useLive } from "./live-provider";

const DOTS = { connecting: "bg-edge", live: "bg-green", lost: "bg-amber" } as const;

/** A dot and a word: whether this screen hears of payments at once. */
export function LiveMark({ className }: { className?: string }) {
  const words = useTranslations("merchant.live");
  const { phase } = useLive();
  return (
    <span className={cn("inline-flex items-center gap-2 text-sm text-muted", className)}>
      <span aria-hidden className={cn("size-2 shrink-0 rounded-full", DOTS[phase])} />
      {words(phase)}
    </span>
  );
}
