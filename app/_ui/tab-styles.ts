import { cn } from "./cn";

export const TAB_LIST_STYLES = "flex gap-1 overflow-x-auto border-b border-line";

/** The look of one tab, shared by panels and links. */
export function tabStyles(active: boolean): string {
  return cn(
    "inline-flex h-11 shrink-0 items-center gap-2 border-b-2 px-4 font-bold whitespace-nowrap -outline-offset-2",
    active ? "border-indigo-600 text-indigo-600" : "border-transparent text-muted hover:text-ink",
  );
}
