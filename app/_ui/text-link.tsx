import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/**
 * A link inside a sentence or a cell: underlined, so it is not told by colour alone. Under a finger it is at least 24 px
 * high (WCAG 2.5.8): the padding of inline text moves no line.
 */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cn(
        "text-indigo-600 underline decoration-indigo-600/40 underline-offset-4 hover:decoration-indigo-600",
        "pointer-coarse:py-1.5",
        className,
      )}
    />
  );
}
