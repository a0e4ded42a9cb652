"use client";

import { Search } from "lucide-react";
import { Kbd } from "@/app/_ui/kbd";
import { useHotkeys } from "@/app/_ui/use-hotkeys";

/** Looks like a search field and opens the command palette, by press or by Command or Ctrl with K. */
export function SearchTrigger({ label, onOpen }: { label: string; onOpen: () => void }) {
  useHotkeys({ "mod+k": onOpen });
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-9 w-full max-w-md items-center gap-2 rounded border border-edge bg-paper px-3 text-left text-sm text-muted hover:border-ink/60 pointer-coarse:h-11"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 grow truncate">{label}</span>
      <Kbd className="pointer-coarse:hidden">⌘K</Kbd>
    </button>
  );
}
