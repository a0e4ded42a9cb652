import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { theme: { text: ["counter"] } } });

/** Joins class names; of two that set the same property the later one wins, so a caller's class overrides. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
